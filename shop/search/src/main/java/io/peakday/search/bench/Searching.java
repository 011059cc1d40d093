package io.peakday.search.bench;

import io.peakday.benchkit.Conditions;
import io.peakday.benchkit.Figure;
import io.peakday.benchkit.RealData;
import io.peakday.search.bench.SearchLatencyBench.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How long a search takes, and how good its first ten results are. */
final class Searching {
    private final Conditions conditions;

    Searching(Conditions conditions) {
        this.conditions = conditions;
    }

    List<Figure> latency() throws IOException {
        List<Figure> figures = new ArrayList<>();
        for (int products : conditions.quick() ? new int[] {5_000} : new int[] {20_000, 200_000}) {
            conditions.progress().accept(String.format(Locale.ROOT, "search over %,d products …", products));
            Path work = Files.createDirectories(conditions.data().resolve("search-" + products));
            SearchLatencyBench.Report report = new SearchLatencyBench(products, List.of()).run(work, conditions.time());
            String size = String.format(Locale.ROOT, "%,d products, ", products);
            figures.add(times(size + "nothing cached", report.cold(), products >= 200_000 ? 30 : 10));
            figures.add(times(size + "shop traffic", report.traffic(), products >= 200_000 ? 30 : 10));
            figures.add(times(size + "type-ahead", report.suggest(), 0));
            figures.add(new Figure(
                    size + "indexing",
                    report.indexedPerSecond(),
                    0,
                    0,
                    0,
                    0,
                    String.format(Locale.ROOT, "%,d MB on disk", report.indexBytes() >> 20)));
        }
        return figures;
    }

    private static Figure times(String what, Times times, int aimMillis) {
        return new Figure(
                what,
                0,
                times.p50() / 1000.0,
                times.p99() / 1000.0,
                0,
                0,
                String.format(
                        Locale.ROOT,
                        "one thread; CPU p50 %.2f ms, p99 %.2f ms%s",
                        times.cpuP50() / 1000.0,
                        times.cpuP99() / 1000.0,
                        aimMillis == 0 ? "" : "; aim p99 under " + aimMillis + " ms"));
    }

    /** The lines of the relevance section; says so where the ratings are absent. */
    List<String> relevance() throws IOException {
        Optional<Path> icecat = RealData.folder("icecat");
        if (icecat.isEmpty()) {
            return List.of("", "The rated queries are not on this machine; nothing was measured.", "");
        }
        conditions.progress().accept("relevance …");
        Path work = Files.createDirectories(conditions.data().resolve("relevance"));
        RelevanceBench.Report report = new RelevanceBench(icecat.get()).run(work);
        List<String> lines = new ArrayList<>(List.of(
                "",
                String.format(
                        Locale.ROOT,
                        "%d queries of people over %,d real products; unrated products count as irrelevant.",
                        report.queries(),
                        report.products()),
                "",
                "| ranking | NDCG@10 | tuning half | held-out half | rated hits only |",
                "|---|---:|---:|---:|---:|"));
        for (RelevanceBench.Score score : List.of(report.peakday(), report.withoutSynonyms(), report.plain())) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %.3f | %.3f | %.3f | %.3f |",
                    score.name(),
                    score.ndcg(),
                    score.oddHalf(),
                    score.evenHalf(),
                    score.judgedOnly()));
        }
        lines.add("");
        return lines;
    }
}
