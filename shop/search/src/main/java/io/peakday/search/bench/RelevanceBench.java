package io.peakday.search.bench;

import io.peakday.catalog.CategoryTree;
import io.peakday.search.Hit;
import io.peakday.search.SearchRequest;
import io.peakday.search.find.Finder;
import io.peakday.search.find.RankWeights;
import io.peakday.search.index.ProductDocument;
import io.peakday.search.index.ProductIndex;
import io.peakday.search.index.Snapshot;
import io.peakday.search.index.TextWeights;
import io.peakday.search.text.Synonyms;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How good the first ten hits are, by ratings that people gave: NDCG@10 over the rated queries of the Icecat
 * collection, for this search and for plain BM25 over all text in one field.
 */
public final class RelevanceBench {
    private static final int DEPTH = 10;
    /** How deep a ranking is looked through for hits that somebody rated. */
    private static final int JUDGED_DEPTH = 100;

    private final Path folder;

    /** @param folder holds {@code products.jsonl.gz} and {@code Broad_Query_Set_rated.csv} */
    public RelevanceBench(Path folder) {
        this.folder = folder;
    }

    /**
     * @param ndcg mean over all queries; what nobody rated counts as worthless, which favours whatever resembles the
     *     rankings that the ratings were gathered from
     * @param judgedOnly the same over the hits that somebody rated, which does not
     * @param oddHalf {@code ndcg} over every second query in alphabetical order, the half that weights are tuned on
     * @param evenHalf over the others, which confirm
     * @param byQuery each query's own
     */
    public record Score(
            String name, double ndcg, double judgedOnly, double oddHalf, double evenHalf, Map<String, Double> byQuery) {
        static Score of(String name, Map<String, Double> byQuery, Map<String, Double> judged) {
            List<Double> odd = new ArrayList<>();
            List<Double> even = new ArrayList<>();
            for (double one : byQuery.values()) {
                (odd.size() == even.size() ? odd : even).add(one);
            }
            return new Score(
                    name, mean(byQuery.values()), mean(judged.values()), mean(odd), mean(even), Map.copyOf(byQuery));
        }

        private static double mean(Collection<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        }
    }

    /** @param queries how many were rated */
    public record Report(int queries, int products, Score peakday, Score withoutSynonyms, Score plain) {}

    /** @param work an empty folder to build the index in */
    public Report run(Path work) throws IOException {
        List<String> texts = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        try (ProductIndex index = index(work, TextWeights.DEFAULT, texts, ids)) {
            Map<String, Map<UUID, Integer>> ratings = ratings();
            Score plain = plain(ids, texts, ratings);
            return new Report(
                    ratings.size(),
                    ids.size(),
                    score("Peakday", index, ratings, Synonyms.shipped(), RankWeights.DEFAULT),
                    score("Peakday without synonyms", index, ratings, Synonyms.none(), RankWeights.DEFAULT),
                    plain);
        }
    }

    static Score plain(List<UUID> ids, List<String> texts, Map<String, Map<UUID, Integer>> ratings) throws IOException {
        Map<String, Double> scores = new TreeMap<>();
        Map<String, Double> judged = new TreeMap<>();
        PlainBm25.rank(ids, texts, ratings.keySet(), JUDGED_DEPTH).forEach((query, ranked) -> {
            Map<UUID, Integer> rated = ratings.getOrDefault(query, Map.of());
            scores.put(query, Ndcg.at(DEPTH, ranked, rated));
            judged.put(
                    query,
                    Ndcg.at(DEPTH, ranked.stream().filter(rated::containsKey).toList(), rated));
        });
        return Score.of("plain BM25", scores, judged);
    }

    ProductIndex index(Path work, TextWeights weights, List<String> texts, List<UUID> ids) throws IOException {
        ProductIndex index = ProductIndex.open(work, weights, new AtomicLong()::incrementAndGet);
        List<ProductDocument> batch = new ArrayList<>();
        IcecatProducts.each(folder.resolve("products.jsonl.gz"), read -> {
            batch.add(read.document());
            texts.add(read.allText());
            ids.add(read.document().id());
            if (batch.size() == 500) {
                index.add(batch);
                batch.clear();
            }
        });
        index.add(batch);
        index.refresh();
        return index;
    }

    Score score(
            String name,
            ProductIndex index,
            Map<String, Map<UUID, Integer>> ratings,
            Synonyms synonyms,
            RankWeights weights) {
        Finder finder = new Finder(() -> new CategoryTree(0, List.of()), synonyms, 2, weights);
        Map<String, Double> scores = new TreeMap<>();
        Map<String, Double> judged = new TreeMap<>();
        try (Snapshot snapshot = index.snapshot()) {
            ratings.forEach((query, rated) -> {
                SearchRequest request =
                        SearchRequest.of(query).withPage(1, JUDGED_DEPTH).withoutFacets();
                List<UUID> ranked = finder.find(snapshot, request).hits().stream()
                        .map(Hit::productId)
                        .toList();
                scores.put(query, Ndcg.at(DEPTH, ranked, rated));
                judged.put(
                        query,
                        Ndcg.at(
                                DEPTH,
                                ranked.stream().filter(rated::containsKey).toList(),
                                rated));
            });
        }
        return Score.of(name, scores, judged);
    }

    /** By query, in alphabetical order. */
    Map<String, Map<UUID, Integer>> ratings() throws IOException {
        Map<String, Map<UUID, Integer>> ratings = new TreeMap<>();
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve("Broad_Query_Set_rated.csv"))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int last = line.lastIndexOf(',');
                int middle = line.lastIndexOf(',', last - 1);
                ratings.computeIfAbsent(line.substring(0, middle).replace("\"", ""), query -> new HashMap<>())
                        .put(
                                IcecatProducts.id(line.substring(middle + 1, last)),
                                Integer.parseInt(line.substring(last + 1).strip()));
            }
        }
        return new LinkedHashMap<>(ratings);
    }
}
