package io.peakday.benchkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures as people read them: a table on the terminal, a page of Markdown in {@code docs/benchmarks.md}. */
public final class Report {
    private static final String BEGIN = "<!-- begin: %s -->";
    private static final String END = "<!-- end: %s -->";

    private Report() {}

    static String row(Figure figure) {
        String rate = figure.perSecond() == 0 ? "" : String.format(Locale.ROOT, "%,.0f/s", figure.perSecond());
        String aim = figure.aim() == 0
                ? ""
                : String.format(
                        Locale.ROOT, "%,.0f/s %s", figure.aim(), figure.perSecond() >= figure.aim() ? "✓" : "✗");
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s |",
                figure.what(),
                rate,
                millis(figure.p50Millis()),
                millis(figure.p99Millis()),
                aim,
                figure.limit() + (figure.failed() > 0 ? "; **" + figure.failed() + " failed**" : ""));
    }

    private static String millis(double value) {
        return value == 0 ? "" : String.format(Locale.ROOT, value < 10 ? "%.2f ms" : "%.0f ms", value);
    }

    /** The table of a suite. */
    public static List<String> table(List<Figure> figures) {
        List<String> lines = new ArrayList<>(
                List.of("| what | measured | p50 | p99 | aim | limit and distance |", "|---|---:|---:|---:|---:|---|"));
        figures.forEach(figure -> lines.add(row(figure)));
        return lines;
    }

    /** Puts a suite's section into the page, in place of its last one. */
    public static void write(Path page, String suite, List<String> section) throws IOException {
        List<String> lines = Files.exists(page)
                ? new ArrayList<>(Files.readAllLines(page))
                : new ArrayList<>(List.of("# Benchmarks", ""));
        String begin = BEGIN.formatted(suite);
        String end = END.formatted(suite);
        int from = lines.indexOf(begin);
        int to = lines.indexOf(end);
        if (from >= 0 && to > from) {
            lines.subList(from, to + 1).clear();
        } else {
            from = lines.size();
        }
        List<String> block = new ArrayList<>(List.of(begin));
        block.addAll(section);
        block.add(end);
        lines.addAll(from, block);
        Files.createDirectories(page.toAbsolutePath().getParent());
        Files.write(page, lines);
    }
}
