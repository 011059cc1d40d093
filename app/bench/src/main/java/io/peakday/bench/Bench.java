package io.peakday.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The suites of {@code peakday bench}, each on a store of its own. */
public final class Bench {
    private final Conditions conditions;

    public Bench(Conditions conditions) {
        this.conditions = conditions;
    }

    /** One suite. */
    @FunctionalInterface
    interface Suite {
        List<Figure> measure() throws IOException, InterruptedException;
    }

    /** Name and what it measures, in the order they are run. */
    public static Map<String, String> suites() {
        Map<String, String> suites = new LinkedHashMap<>();
        suites.put("pages", "product and search pages a second, HTML and JSON");
        return suites;
    }

    /** Runs one suite; the lines of its section of the report. */
    public List<String> run(String suite) throws IOException, InterruptedException {
        List<Figure> figures = switch (suite) {
            case "pages" -> onAStore(suite, subject -> new Pages(subject, conditions).measure());
            default -> throw new IllegalArgumentException(suite);
        };
        List<String> section = new ArrayList<>(List.of("", "## " + suites().get(suite), ""));
        section.addAll(Report.table(figures));
        section.add("");
        return section;
    }

    @FunctionalInterface
    private interface OnAStore {
        List<Figure> measure(Subject subject) throws IOException, InterruptedException;
    }

    private List<Figure> onAStore(String suite, OnAStore measure) throws IOException, InterruptedException {
        Path data = conditions.data().resolve(suite);
        conditions.tell().accept("Starting a store with the demo marketplace in " + data + " …");
        try (Subject subject = Subject.start(data)) {
            return measure.measure(subject);
        }
    }
}
