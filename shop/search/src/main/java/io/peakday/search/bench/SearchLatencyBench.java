package io.peakday.search.bench;

import io.peakday.search.Facet;
import io.peakday.search.SearchRequest;
import io.peakday.search.SearchResult;
import io.peakday.search.Sort;
import io.peakday.search.find.Finder;
import io.peakday.search.find.Vocabulary;
import io.peakday.search.index.ProductDocument;
import io.peakday.search.index.ProductIndex;
import io.peakday.search.index.Snapshot;
import io.peakday.search.index.TextWeights;
import io.peakday.search.suggest.SuggestTable;
import io.peakday.search.text.Synonyms;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a search with facets takes on one thread, over a generated catalogue.
 *
 * <p>"Cold" asks every request once of a fresh snapshot, so that no cache answers; that is the worst of every change of
 * the catalogue. "Traffic" asks the same requests as shops see them, few of them often, while ten products change a
 * second and the index is refreshed four times a second.
 */
public final class SearchLatencyBench {
    private static final int CHANGES_A_REFRESH = 3;
    private static final Duration REFRESH = Duration.ofMillis(250);
    private static final List<Sort> SORTS = List.of(Sort.values());

    private final int products;
    private final List<String> realQueries;

    /** @param realQueries asked beside the generated ones; may be empty */
    public SearchLatencyBench(int products, List<String> realQueries) {
        this.products = products;
        this.realQueries = List.copyOf(realQueries);
    }

    /**
     * Microseconds: by the clock, and of CPU time, which other programs on the machine do not lengthen.
     *
     * @param max by the clock
     */
    public record Times(int requests, long p50, long p99, long max, long cpuP50, long cpuP99) {}

    /** Times of one thread. */
    private static final class Stopwatch {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
        private final long[] wall;
        private final long[] cpu;
        private int count;

        Stopwatch(int atMost) {
            this.wall = new long[atMost];
            this.cpu = new long[atMost];
        }

        void time(Runnable work) {
            long cpuStart = THREADS.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            work.run();
            wall[count] = System.nanoTime() - start;
            cpu[count++] = THREADS.getCurrentThreadCpuTime() - cpuStart;
        }

        boolean full() {
            return count == wall.length;
        }

        Times times() {
            long[] w = Arrays.copyOf(wall, count);
            long[] c = Arrays.copyOf(cpu, count);
            Arrays.sort(w);
            Arrays.sort(c);
            int last = count - 1;
            int p99 = Math.min(last, count * 99 / 100);
            return count == 0
                    ? new Times(0, 0, 0, 0, 0, 0)
                    : new Times(
                            count,
                            w[count / 2] / 1_000,
                            w[p99] / 1_000,
                            w[last] / 1_000,
                            c[count / 2] / 1_000,
                            c[p99] / 1_000);
        }
    }

    /** @param indexedPerSecond products written a second, on one thread */
    public record Report(
            int products,
            long indexedPerSecond,
            long indexBytes,
            Times cold,
            Times traffic,
            Times refresh,
            Times suggest) {}

    /**
     * @param work an empty folder to build the index in
     * @param each how long each part is measured
     */
    public Report run(Path work, Duration each) throws IOException {
        GeneratedProducts catalogue = new GeneratedProducts(products, 42);
        try (ProductIndex index = ProductIndex.open(work, TextWeights.DEFAULT, new AtomicLong()::incrementAndGet)) {
            long start = System.nanoTime();
            catalogue.stream(index::add);
            index.setComplete(true);
            index.refresh();
            long millis = Math.max(1, (System.nanoTime() - start) / 1_000_000);
            index.commit(Map.of(), TextWeights.DEFAULT);
            List<SearchRequest> requests = requests(catalogue, index);
            cold(index, catalogue, requests, each.dividedBy(2)); // Warms the code, not the caches.
            Times cold = cold(index, catalogue, requests, each);
            Times[] traffic = traffic(index, catalogue, requests, each);
            return new Report(
                    products,
                    products * 1_000L / millis,
                    index.bytes(),
                    cold,
                    traffic[0],
                    traffic[1],
                    suggest(index, catalogue, each.dividedBy(4)));
        }
    }

    private static Finder finder(GeneratedProducts catalogue) {
        return new Finder(catalogue::tree, Synonyms.shipped(), 2);
    }

    private static Times cold(
            ProductIndex index, GeneratedProducts catalogue, List<SearchRequest> requests, Duration atMost) {
        Stopwatch watch = new Stopwatch(requests.size());
        long end = System.nanoTime() + atMost.toNanos();
        Finder fresh = finder(catalogue);
        try (Snapshot snapshot = index.snapshot()) {
            for (SearchRequest request : requests) {
                if (System.nanoTime() > end) {
                    break;
                }
                watch.time(() -> fresh.find(snapshot, request));
            }
        }
        return watch.times();
    }

    private static Times[] traffic(
            ProductIndex index, GeneratedProducts catalogue, List<SearchRequest> requests, Duration length) {
        Finder finder = finder(catalogue);
        Random random = new Random(3);
        Stopwatch searches = new Stopwatch(2_000_000);
        Stopwatch refreshes = new Stopwatch(10_000);
        long end = System.nanoTime() + length.toNanos();
        long nextRefresh = 0;
        while (System.nanoTime() < end && !searches.full()) {
            if (System.nanoTime() > nextRefresh && !refreshes.full()) {
                List<ProductDocument> changed = random.ints(CHANGES_A_REFRESH, 0, catalogue.size())
                        .mapToObj(catalogue::product)
                        .toList();
                index.put(changed);
                refreshes.time(index::refresh);
                nextRefresh = System.nanoTime() + REFRESH.toNanos();
            }
            SearchRequest request = requests.get((int) (requests.size() * Math.pow(random.nextDouble(), 3)));
            searches.time(() -> {
                try (Snapshot snapshot = index.snapshot()) {
                    finder.find(snapshot, request);
                }
            });
        }
        return new Times[] {searches.times(), refreshes.times()};
    }

    private static Times suggest(ProductIndex index, GeneratedProducts catalogue, Duration length) {
        SuggestTable table;
        try (Snapshot snapshot = index.snapshot()) {
            table = new SuggestTable(Vocabulary.of(snapshot, catalogue.tree()));
        }
        List<String> prefixes = new ArrayList<>();
        for (String query : catalogue.queries(2_000)) {
            for (int typed = 1; typed <= Math.min(12, query.length()); typed++) {
                prefixes.add(query.substring(0, typed));
            }
        }
        Stopwatch watch = new Stopwatch(1_000_000);
        long end = System.nanoTime() + length.toNanos();
        for (int i = 0; !watch.full() && System.nanoTime() < end; i++) {
            String prefix = prefixes.get(i % prefixes.size());
            watch.time(() -> table.find(prefix, 10));
        }
        return watch.times();
    }

    /** Half plain searches, half with what people click next: a filter or two, a page, an order, a category. */
    private List<SearchRequest> requests(GeneratedProducts catalogue, ProductIndex index) {
        Random random = new Random(7);
        List<String> queries = new ArrayList<>(catalogue.queries(1_500));
        queries.addAll(realQueries);
        LinkedHashSet<SearchRequest> requests = new LinkedHashSet<>();
        Finder finder = finder(catalogue);
        try (Snapshot snapshot = index.snapshot()) {
            for (String query : queries) {
                SearchRequest request = SearchRequest.of(query);
                requests.add(request);
                requests.add(clicked(request, finder.find(snapshot, request), random));
            }
            catalogue.tree().all().forEach(category -> {
                SearchRequest browse = SearchRequest.category(category.id());
                requests.add(browse);
                requests.add(clicked(browse, finder.find(snapshot, browse), random));
            });
        }
        List<SearchRequest> shuffled = new ArrayList<>(requests);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static SearchRequest clicked(SearchRequest request, SearchResult result, Random random) {
        SearchRequest next = request;
        int filters = random.nextInt(3);
        for (int i = 0; i < filters && !result.facets().isEmpty(); i++) {
            Facet facet = result.facets().get(random.nextInt(result.facets().size()));
            if (facet.kind() != Facet.Kind.CATEGORY) {
                next = next.with(
                        facet.key(),
                        facet.values()
                                .get(random.nextInt(facet.values().size()))
                                .value());
            }
        }
        return random.nextInt(3) == 0
                ? next.withSort(SORTS.get(random.nextInt(SORTS.size())))
                : next.withPage(1 + random.nextInt(3), SearchRequest.DEFAULT_SIZE);
    }
}
