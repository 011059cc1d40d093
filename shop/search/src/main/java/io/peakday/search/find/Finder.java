package io.peakday.search.find;

import io.peakday.catalog.Category;
import io.peakday.catalog.CategoryTree;
import io.peakday.search.Facet;
import io.peakday.search.Fallback;
import io.peakday.search.Hit;
import io.peakday.search.SearchRequest;
import io.peakday.search.SearchResult;
import io.peakday.search.Sort;
import io.peakday.search.index.Snapshot;
import io.peakday.search.text.Synonyms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests on a snapshot of the index.
 *
 * <p>What fits, which facets there are, and which hits come first are three questions with three costs, so they are asked
 * apart. What fits the words is collected once as a set, without scores. Filters are sets read off the columns; facets are
 * counts over intersections of sets. The first hits by relevance come from Lucene's block-max search, which skips nearly
 * all documents of a broad query; by anything else from a heap over a column. Every part is kept with the snapshot, so a
 * click on a filter or the next page repeats only what changes.
 */
public final class Finder {
    /** The best by words are put in order again by what sells and can be bought. */
    private static final int RERANKED = 200;

    private static final int POPULAR_HITS = 24;
    private static final int MAX_CATEGORY_MATCHES = 6;

    private final Supplier<CategoryTree> tree;
    private final int priceDigits;
    private final Queries queries;
    private final RankWeights weights;
    private volatile Reading reading;

    /** @param priceDigits decimals of the store's currency, as price filters are written in its major unit */
    public Finder(Supplier<CategoryTree> tree, Synonyms synonyms, int priceDigits) {
        this(tree, synonyms, priceDigits, RankWeights.DEFAULT);
    }

    public Finder(Supplier<CategoryTree> tree, Synonyms synonyms, int priceDigits, RankWeights weights) {
        this.weights = weights;
        this.tree = tree;
        this.priceDigits = priceDigits;
        this.queries = new Queries(weights);
        this.reading = reading(synonyms, 0);
    }

    private record Reading(QueryReader reader, Matcher matcher, int version) {}

    private Reading reading(Synonyms synonyms, int version) {
        QueryReader reader = new QueryReader(synonyms, weights.synonym());
        return new Reading(reader, new Matcher(reader, queries), version);
    }

    /** Takes another list of synonyms from the next request on. */
    public synchronized void use(Synonyms synonyms) {
        reading = reading(synonyms, reading.version + 1);
    }

    public SearchResult find(Snapshot snapshot, SearchRequest request) {
        CategoryTree categories = tree.get();
        Reading now = reading;
        SnapshotCaches caches =
                snapshot.attachment(this, SnapshotCaches.class, () -> new SnapshotCaches(snapshot, weights));
        SnapshotCaches.ResultKey key = new SnapshotCaches.ResultKey(request, categories.version(), now.version);
        SearchResult known = caches.results.getIfPresent(key);
        if (known == null) {
            known = compute(snapshot, caches, key, categories, now);
            caches.results.put(key, known);
        }
        return known;
    }

    private SearchResult compute(
            Snapshot snapshot,
            SnapshotCaches caches,
            SnapshotCaches.ResultKey key,
            CategoryTree categories,
            Reading now) {
        SearchRequest request = key.request();
        Match match = match(snapshot, caches, request.query(), now);
        Facets facets = new Facets(categories, priceDigits);
        if (match.widened() == Fallback.Kind.POPULAR) {
            return popular(snapshot, request, match, facets, categories);
        }
        Selection selection = new Selection(match.base(), filters(snapshot, caches, request, categories));
        List<Facet> counted = List.of();
        if (request.facets()) {
            SearchRequest plain =
                    request.withPage(1, SearchRequest.DEFAULT_SIZE).withSort(Sort.RELEVANCE);
            SnapshotCaches.ResultKey facetKey = new SnapshotCaches.ResultKey(plain, key.treeVersion(), key.synonyms());
            List<Facet> known = caches.facets.getIfPresent(facetKey);
            if (known == null) {
                known = facets.of(snapshot, request, selection);
                caches.facets.put(facetKey, known);
            }
            counted = known;
        }
        List<Hit> hits = hits(snapshot, match, documents(snapshot, caches, request, match, selection));
        Fallback fallback = match.widened() == null
                ? null
                : new Fallback(
                        match.widened(),
                        match.query().text(),
                        categoryMatches(snapshot, match.base(), facets, categories));
        return new SearchResult(
                selection.total(),
                hits,
                counted,
                match.didYouMean(),
                fallback,
                snapshot.generation(),
                snapshot.complete());
    }

    private Match match(Snapshot snapshot, SnapshotCaches caches, String query, Reading now) {
        String key = now.version + " " + query;
        Match known = caches.matches.getIfPresent(key);
        if (known != null) {
            return known;
        }
        ParsedQuery parsed = now.reader.read(query);
        Match match;
        if (parsed.isEmpty() && query.isBlank()) {
            match = new Match(parsed, 0, snapshot.live(), snapshot.documents(), null, null);
        } else {
            match = now.matcher.match(snapshot, parsed);
        }
        caches.matches.put(key, match);
        return match;
    }

    private Map<String, FixedBitSet> filters(
            Snapshot snapshot, SnapshotCaches caches, SearchRequest request, CategoryTree categories) {
        Map<String, FixedBitSet> filters = new LinkedHashMap<>();
        UUID category = request.categoryId();
        if (category != null) {
            filters.put(
                    Filters.CATEGORY,
                    caches.filters.get(
                            "category " + category + " " + categories.version(),
                            key -> Filters.category(snapshot, categories, category)));
        }
        for (Map.Entry<String, Set<String>> filter : request.filters().entrySet()) {
            filters.put(
                    filter.getKey(),
                    caches.filters.get(
                            Filters.cacheKey(filter.getKey(), filter.getValue()),
                            key -> Filters.filter(snapshot, filter.getKey(), filter.getValue(), priceDigits)));
        }
        return filters;
    }

    private List<Integer> documents(
            Snapshot snapshot, SnapshotCaches caches, SearchRequest request, Match match, Selection selection) {
        int from = (request.page() - 1) * request.size();
        if (from >= selection.total()) {
            return List.of();
        }
        int to = Math.min(selection.total(), from + request.size());
        List<Integer> first = request.sort() == Sort.RELEVANCE && !match.query().isEmpty()
                ? relevant(snapshot, caches, match, selection, to)
                : Ordering.first(snapshot, selection.hits(), request.sort(), to);
        return from >= first.size() ? List.of() : first.subList(from, Math.min(to, first.size()));
    }

    private List<Integer> relevant(
            Snapshot snapshot, SnapshotCaches caches, Match match, Selection selection, int limit) {
        Query query = queries.ranking(match.query(), match.needed());
        if (selection.filtered()) {
            query = new BooleanQuery.Builder()
                    .add(query, Occur.MUST)
                    .add(new BitsQuery(selection.hits(), selection.total()), Occur.FILTER)
                    .build();
        }
        try {
            ScoreDoc[] best = caches.ranking.search(query, Math.max(limit, RERANKED)).scoreDocs;
            List<Ranked> top = new ArrayList<>(best.length);
            for (int i = 0; i < best.length; i++) {
                float worth = i < RERANKED ? best[i].score * worth(snapshot, best[i].doc) : 0;
                top.add(new Ranked(best[i].doc, worth, i));
            }
            top.subList(0, Math.min(RERANKED, top.size()))
                    .sort(Comparator.<Ranked>comparingDouble(ranked -> -ranked.score)
                            .thenComparingInt(Ranked::place));
            return top.stream().map(Ranked::doc).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Ranked(int doc, float score, int place) {}

    /** What can be bought before what cannot, and a little for what sells and is rated well. */
    private static float worth(Snapshot snapshot, int doc) {
        int segment = snapshot.segmentOf(doc);
        int local = doc - snapshot.base(segment);
        int popularity = Ordering.popularity(snapshot, segment, local);
        boolean available = popularity >= 1_000_000;
        float liked = Math.min(15_000, popularity % 1_000_000) / 15_000f;
        return (available ? 1f : 0.8f) * (1f + 0.15f * liked);
    }

    private static List<Hit> hits(Snapshot snapshot, Match match, List<Integer> documents) {
        Highlights highlights = new Highlights(match.query());
        List<Hit> hits = new ArrayList<>(documents.size());
        for (int doc : documents) {
            var card = snapshot.card(doc);
            hits.add(card.hit(highlights.in(card.title()), snapshot.figures(doc)));
        }
        return List.copyOf(hits);
    }

    private SearchResult popular(
            Snapshot snapshot, SearchRequest request, Match match, Facets facets, CategoryTree categories) {
        FixedBitSet all = snapshot.live();
        List<Integer> documents =
                request.page() > 1 ? List.of() : Ordering.first(snapshot, all, Sort.RELEVANCE, POPULAR_HITS);
        return new SearchResult(
                0,
                hits(
                        snapshot,
                        new Match(new ParsedQuery(List.of(), List.of(), null, ""), 0, all, 0, null, null),
                        documents),
                List.of(),
                match.didYouMean(),
                new Fallback(Fallback.Kind.POPULAR, "", categoryMatches(snapshot, all, facets, categories)),
                snapshot.generation(),
                snapshot.complete());
    }

    /** The categories that hold most of the set, the most specific ones. */
    private static List<Fallback.CategoryMatch> categoryMatches(
            Snapshot snapshot, FixedBitSet bits, Facets facets, CategoryTree categories) {
        return facets.categoryCounts(snapshot, bits).entrySet().stream()
                .filter(entry -> categories.children(entry.getKey()).isEmpty())
                .sorted(Map.Entry.<UUID, Long>comparingByValue().reversed())
                .limit(MAX_CATEGORY_MATCHES)
                .map(entry -> categoryMatch(categories, entry.getKey(), entry.getValue()))
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private static Fallback.@Nullable CategoryMatch categoryMatch(CategoryTree categories, UUID id, long count) {
        Category category = categories.find(id).orElse(null);
        return category == null ? null : new Fallback.CategoryMatch(category.slug(), category.name(), count);
    }
}
