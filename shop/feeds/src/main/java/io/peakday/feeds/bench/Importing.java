package io.peakday.feeds.bench;

import io.peakday.benchkit.Api;
import io.peakday.benchkit.Conditions;
import io.peakday.benchkit.Figure;
import io.peakday.benchkit.RealData;
import io.peakday.benchkit.Subject;
import io.peakday.commandkit.OpenStore;
import io.peakday.feeds.CatalogImport;
import io.peakday.feeds.GeneratedCatalog;
import io.peakday.feeds.ImportReport;
import io.peakday.feeds.ImportRequest;
import io.peakday.feeds.Mapping;
import io.peakday.kernel.Failure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rows a second of an import, and how long until the last of them is found by searching. */
final class Importing {
    private static final Duration TIMEOUT = Duration.ofMinutes(6);

    private final Subject subject;
    private final Conditions conditions;

    Importing(Subject subject, Conditions conditions) {
        this.subject = subject;
        this.conditions = conditions;
    }

    List<Figure> measure() throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        Optional<Path> icecat = RealData.folder("icecat");
        if (icecat.isPresent()) {
            figures.add(importing(
                    "import of 19,406 real products", icecat.get().resolve("products.jsonl.gz"), "icecat", 20));
        }
        int count = conditions.quick() ? 20_000 : 200_000;
        Path generated = subject.data().resolve("generated.jsonl");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(generated), 1 << 16)) {
            GeneratedCatalog.write(out, 1, count);
        }
        figures.add(importing(
                String.format(Locale.ROOT, "import of %,d generated products", count),
                generated,
                "generated",
                conditions.quick() ? 0 : 180));
        return figures;
    }

    /** @param aim seconds until everything is found; 0 where there is no aim */
    private Figure importing(String what, Path file, String mapping, int aim) throws IOException, InterruptedException {
        conditions.progress().accept(what + " …");
        long before = found();
        long began = System.nanoTime();
        ImportReport report;
        try (OpenStore store = subject.open()) {
            report = store.bean(CatalogImport.class).run(ImportRequest.of(file, Mapping.shipped(mapping)));
        }
        long wanted = before + report.created();
        while (found() < wanted) {
            if (System.nanoTime() - began > TIMEOUT.toNanos()) {
                throw Failure.unavailable(
                        "bench.not-found",
                        "Only " + found() + " of " + wanted + " products were found by searching.",
                        null);
            }
            Thread.sleep(50);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Figure(
                what,
                report.rows() / seconds,
                0,
                0,
                aim == 0 ? 0 : report.rows() / (double) aim,
                report.rejected(),
                String.format(
                        Locale.ROOT,
                        "%.1f s until the last was found by searching, %.1f s of it importing%s",
                        seconds,
                        report.took().toNanos() / 1e9,
                        aim == 0 ? "" : "; aim " + aim + " s"));
    }

    private long found() throws IOException {
        try (Api api = new Api(subject)) {
            return api.get("/api/v1/search?size=1").get("total").asLong();
        }
    }
}
