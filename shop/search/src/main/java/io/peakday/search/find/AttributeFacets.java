package io.peakday.search.find;

import io.peakday.search.Facet;
import io.peakday.search.index.FacetDimension;
import io.peakday.search.index.FacetNames;
import io.peakday.search.index.Snapshot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Chooses the properties worth showing among the hits, and counts their values. */
final class AttributeFacets {
    private static final int MAX_FACETS = 8;
    private static final int MAX_VALUES = 15;
    private static final int RANGES = 5;
    /** A property that fewer of the hits have narrows too little. */
    private static final double MIN_COVERAGE = 0.12;
    /** Numbers with so few values are offered one by one. */
    private static final int FEW_NUMBERS = 7;

    private AttributeFacets() {}

    static List<Facet> of(Snapshot snapshot, Selection selection, Map<String, Set<String>> filters) {
        FacetNames names = snapshot.names();
        List<Facet> facets = new ArrayList<>();
        Set<String> shown = new HashSet<>();
        filters.forEach((key, values) -> {
            if (key.startsWith(Filters.ATTRIBUTE)) {
                Facet facet = chosen(snapshot, selection, key.substring(Filters.ATTRIBUTE.length()), values);
                if (facet != null) {
                    facets.add(facet);
                    shown.add(key.substring(Filters.ATTRIBUTE.length()));
                }
            }
        });
        try (Counts.Values counts = Counts.values(snapshot, selection.hits(), selection.total())) {
            Map<Integer, List<Integer>> byDimension = byDimension(names, counts);
            for (int dimension : worthwhile(names, byDimension, counts, selection.total())) {
                FacetDimension found = names.dimensions().get(dimension);
                if (facets.size() >= MAX_FACETS || shown.contains(found.name())) {
                    continue;
                }
                Facet facet = facet(names, found, byDimension.getOrDefault(dimension, List.of()), counts, Set.of());
                if (facet != null && facet.values().size() > 1) {
                    facets.add(facet);
                    shown.add(found.name());
                }
            }
        }
        return facets;
    }

    /**
     * The facet of a property that is filtered by. Where some products have it as a text and others as a number, the one
     * whose values were chosen.
     */
    private static @Nullable Facet chosen(Snapshot snapshot, Selection selection, String name, Set<String> values) {
        FacetNames names = snapshot.names();
        FixedBitSet bits = selection.sideways(Filters.ATTRIBUTE + name);
        Facet best = null;
        try (Counts.Values counts = Counts.values(snapshot, bits, bits.cardinality())) {
            for (FacetDimension dimension : names.dimensions()) {
                if (!dimension.name().equals(name)) {
                    continue;
                }
                Facet facet = facet(names, dimension, valuesOf(names, counts, dimension.id()), counts, values);
                if (facet != null && (best == null || selected(facet) > selected(best))) {
                    best = facet;
                }
            }
        }
        return best;
    }

    private static long selected(Facet facet) {
        return facet.values().stream()
                .filter(Facet.Value::selected)
                .mapToLong(Facet.Value::count)
                .sum();
    }

    private static Map<Integer, List<Integer>> byDimension(FacetNames names, Counts.Values counts) {
        Map<Integer, List<Integer>> byDimension = new HashMap<>();
        for (int value = 0; value < names.values(); value++) {
            if (counts.counts[value] > 0) {
                byDimension
                        .computeIfAbsent(names.dimension(value), dimension -> new ArrayList<>())
                        .add(value);
            }
        }
        return byDimension;
    }

    private static List<Integer> valuesOf(FacetNames names, Counts.Values counts, int dimension) {
        List<Integer> values = new ArrayList<>();
        for (int value = 0; value < names.values(); value++) {
            if (counts.counts[value] > 0 && names.dimension(value) == dimension) {
                values.add(value);
            }
        }
        return values;
    }

    /**
     * Properties that many hits have and whose shown values split them: coverage times the share of the hits behind the
     * values that would be shown, less where one value has nearly all.
     */
    private static List<Integer> worthwhile(
            FacetNames names, Map<Integer, List<Integer>> byDimension, Counts.Values counts, int total) {
        Map<Integer, Double> scores = new HashMap<>();
        byDimension.forEach((dimension, values) -> {
            long covered = 0;
            for (int value : values) {
                covered += counts.of(value);
            }
            double coverage = Math.min(1, (double) covered / Math.max(1, total));
            if (values.size() < 2 || coverage < MIN_COVERAGE) {
                return;
            }
            values.sort(Comparator.<Integer>comparingLong(value -> -counts.of(value))
                    .thenComparing(v -> v));
            long top = 0;
            for (int value : values.subList(0, Math.min(MAX_VALUES, values.size()))) {
                top += counts.of(value);
            }
            boolean number = names.dimensions().get(dimension).kind() == 'n';
            double within = number ? 0.8 : (double) top / covered;
            double split = 1 - Math.pow((double) counts.of(values.getFirst()) / covered, 3);
            scores.put(dimension, coverage * within * split);
        });
        return scores.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(2L * MAX_FACETS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static @Nullable Facet facet(
            FacetNames names,
            FacetDimension dimension,
            List<Integer> values,
            Counts.Values counts,
            Set<String> chosen) {
        List<Facet.Value> shown = switch (dimension.kind()) {
            case 'n' -> numbers(names, dimension, values, counts, chosen);
            case 'b' -> flags(names, values, counts, chosen);
            default -> texts(names, values, counts, chosen);
        };
        Facet.Kind kind = switch (dimension.kind()) {
            case 'n' -> Facet.Kind.RANGES;
            case 'b' -> Facet.Kind.FLAG;
            default -> Facet.Kind.TERMS;
        };
        return shown.isEmpty()
                ? null
                : new Facet(
                        Filters.ATTRIBUTE + dimension.name(),
                        dimension.label(),
                        kind,
                        dimension.unit().isEmpty() ? null : dimension.unit(),
                        List.copyOf(shown),
                        counts.estimated());
    }

    private static List<Facet.Value> texts(
            FacetNames names, List<Integer> values, Counts.Values counts, Set<String> chosen) {
        Set<String> lower = lower(chosen);
        List<Facet.Value> shown = new ArrayList<>();
        values.stream()
                .sorted(Comparator.<Integer>comparingLong(value -> -counts.of(value))
                        .thenComparing(names::text))
                .forEach(value -> {
                    String text = names.text(value);
                    boolean selected = lower.remove(text.toLowerCase(Locale.ROOT));
                    if (selected || shown.size() < MAX_VALUES) {
                        shown.add(new Facet.Value(text, text, counts.of(value), selected, 0));
                    }
                });
        lower.forEach(missing -> shown.add(new Facet.Value(missing, missing, 0, true, 0)));
        return shown;
    }

    private static List<Facet.Value> flags(
            FacetNames names, List<Integer> values, Counts.Values counts, Set<String> chosen) {
        Set<String> lower = lower(chosen);
        List<Facet.Value> shown = new ArrayList<>();
        for (String flag : List.of("true", "false")) {
            long count = values.stream()
                    .filter(value -> names.text(value).equals(flag))
                    .mapToLong(counts::of)
                    .sum();
            boolean selected = lower.contains(flag);
            if (count > 0 || selected) {
                shown.add(new Facet.Value(flag, flag.equals("true") ? "Yes" : "No", count, selected, 0));
            }
        }
        return shown;
    }

    /** Single numbers where they are few, else ranges between values that exist, of similar counts. */
    private static List<Facet.Value> numbers(
            FacetNames names,
            FacetDimension dimension,
            List<Integer> values,
            Counts.Values counts,
            Set<String> chosen) {
        List<Integer> sorted = values.stream()
                .sorted(Comparator.comparingDouble(names::number))
                .toList();
        String unit = dimension.unit().isEmpty() ? "" : " " + dimension.unit();
        Set<String> missing = new LinkedHashSet<>(chosen);
        List<Facet.Value> shown = new ArrayList<>();
        long total = sorted.stream().mapToLong(counts::of).sum();
        long part = sorted.size() <= FEW_NUMBERS ? 1 : Math.max(1, total / RANGES);
        int from = 0;
        long count = 0;
        for (int i = 0; i < sorted.size(); i++) {
            count += counts.of(sorted.get(i));
            if (count >= part || i == sorted.size() - 1) {
                String low = plain(names.number(sorted.get(from)));
                String high = plain(names.number(sorted.get(i)));
                boolean single = low.equals(high);
                String value = single && !low.startsWith("-") ? low : low + "-" + high;
                shown.add(new Facet.Value(
                        value, (single ? low : low + " – " + high) + unit, count, missing.remove(value), 0));
                from = i + 1;
                count = 0;
            }
        }
        for (String value : missing) {
            Filters.NumberSpan span = Filters.NumberSpan.of(value);
            long inSpan = span == null
                    ? 0
                    : sorted.stream()
                            .filter(number -> span.holds(names.number(number)))
                            .mapToLong(counts::of)
                            .sum();
            shown.add(new Facet.Value(value, value + unit, inSpan, true, 0));
        }
        return shown;
    }

    private static Set<String> lower(Set<String> values) {
        Set<String> lower = new LinkedHashSet<>();
        values.forEach(value -> lower.add(value.strip().toLowerCase(Locale.ROOT)));
        return lower;
    }

    private static String plain(double number) {
        BigDecimal decimal = BigDecimal.valueOf(number).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0).toPlainString() : decimal.toPlainString();
    }
}
