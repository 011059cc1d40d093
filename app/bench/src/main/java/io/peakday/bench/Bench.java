package io.peakday.bench;

import io.peakday.benchkit.Conditions;
import io.peakday.benchkit.Figure;
import io.peakday.benchkit.Report;
import io.peakday.benchkit.Subject;
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

    /** Name and what it measures, in the order they are run. */
    public static Map<String, String> suites() {
        Map<String, String> suites = new LinkedHashMap<>();
        suites.put("pages", "Pages: products and search, HTML and JSON");
        suites.put("shopping", "Carts and checkouts, durable");
        suites.put("sale", "Sale day: claims of one hot item, over HTTP");
        suites.put("events", "Events from outbox to handler");
        suites.put("import", "Import until found by searching");
        suites.put("search", "Search latency");
        suites.put("limits", "Limits: what a decision costs");
        suites.put("relevance", "Search relevance by people's ratings");
        return suites;
    }

    /** Runs one suite; the lines of its section of the report. */
    public List<String> run(String suite) throws IOException, InterruptedException {
        List<String> lines = switch (suite) {
            case "pages" -> onAStore(suite, subject -> new Pages(subject, conditions).measure());
            case "shopping" -> onAStore(suite, subject -> new Shopping(subject, conditions).measure());
            case "sale" -> onAStore(suite, subject -> SaleDay.measure(subject, conditions));
            case "events" -> onAStore(suite, subject -> new EventFlow(subject, conditions).measure());
            case "import" -> onAStore(suite, subject -> new Importing(subject, conditions).measure(), "--empty");
            case "search" -> Report.table(new Searching(conditions).latency());
            case "limits" -> Report.table(new Limiting(conditions).measure());
            case "relevance" -> new Searching(conditions).relevance();
            default -> throw new IllegalArgumentException(suite);
        };
        List<String> section = new ArrayList<>(List.of("", "## " + suites().get(suite), ""));
        section.addAll(lines);
        section.add("");
        return section;
    }

    @FunctionalInterface
    private interface OnAStore {
        List<Figure> measure(Subject subject) throws IOException, InterruptedException;
    }

    private List<String> onAStore(String suite, OnAStore measure, String... more)
            throws IOException, InterruptedException {
        Path data = conditions.data().resolve(suite);
        conditions.progress().accept("Starting a store of its own …");
        try (Subject subject = Subject.start(conditions.program(), data, more)) {
            return Report.table(measure.measure(subject));
        }
    }
}
