package io.peakday.search.find;

import io.peakday.search.Facet;
import io.peakday.search.index.Snapshot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Price ranges that split the hits into parts of similar size at round prices. The quantiles come from a histogram with
 * eight steps an octave, so one pass decides the bounds and a second counts exactly.
 */
final class PriceFacet {
    private static final int PARTS = 5;
    private static final int STEPS = 8;
    private static final long[] ROUND = {10, 15, 20, 25, 30, 40, 50, 60, 75, 80, 100};

    private PriceFacet() {}

    /** Null where there is nothing to choose between. */
    static @Nullable Facet of(Snapshot snapshot, FixedBitSet bits, Set<String> selected, int digits) {
        long[] histogram = new long[64 * STEPS];
        long[] extremes = {Long.MAX_VALUE, -1, 0};
        Counts.each(snapshot, bits, (segment, base) -> {
            long[] prices = snapshot.prices(segment);
            return doc -> {
                long price = prices[doc - base];
                if (price >= 0) {
                    histogram[step(price)]++;
                    extremes[0] = Math.min(extremes[0], price);
                    extremes[1] = Math.max(extremes[1], price);
                    extremes[2]++;
                }
            };
        });
        if (extremes[2] == 0 || (extremes[0] == extremes[1] && selected.isEmpty())) {
            return null;
        }
        List<Filters.PriceSpan> spans = new ArrayList<>(spans(bounds(histogram, extremes)));
        for (String value : selected) {
            Filters.PriceSpan span = Filters.PriceSpan.of(value, digits);
            if (!spans.contains(span)) {
                spans.add(span);
            }
        }
        long[] counts = new long[spans.size()];
        Filters.PriceSpan[] all = spans.toArray(Filters.PriceSpan[]::new);
        Counts.each(snapshot, bits, (segment, base) -> {
            long[] prices = snapshot.prices(segment);
            return doc -> {
                long price = prices[doc - base];
                for (int i = 0; i < all.length; i++) {
                    if (price >= 0 && all[i].holds(price)) {
                        counts[i]++;
                    }
                }
            };
        });
        List<Facet.Value> values = new ArrayList<>();
        Set<Filters.PriceSpan> chosen = new LinkedHashSet<>();
        selected.forEach(value -> chosen.add(Filters.PriceSpan.of(value, digits)));
        for (int i = 0; i < all.length; i++) {
            boolean isChosen = chosen.contains(all[i]);
            if (counts[i] > 0 || isChosen) {
                values.add(new Facet.Value(value(all[i], digits), label(all[i], digits), counts[i], isChosen, 0));
            }
        }
        return values.size() < 2 && chosen.isEmpty()
                ? null
                : new Facet(Filters.PRICE, "Price", Facet.Kind.RANGES, null, List.copyOf(values), false);
    }

    private static int step(long price) {
        if (price < STEPS) {
            return (int) price;
        }
        int octave = 63 - Long.numberOfLeadingZeros(price);
        return (octave - 2) * STEPS + (int) ((price >>> (octave - 3)) & (STEPS - 1));
    }

    private static long lowest(int step) {
        if (step < STEPS) {
            return step;
        }
        int octave = step / STEPS + 2;
        return (1L << octave) + ((long) (step % STEPS) << (octave - 3));
    }

    /** Ascending round prices between the parts. */
    private static List<Long> bounds(long[] histogram, long[] extremes) {
        List<Long> bounds = new ArrayList<>();
        long seen = 0;
        int part = 1;
        for (int step = 0; step < histogram.length && part < PARTS; step++) {
            seen += histogram[step];
            while (part < PARTS && seen * PARTS >= extremes[2] * part) {
                long bound = round(lowest(step + 1));
                if (bound > extremes[0] && bound <= extremes[1] && (bounds.isEmpty() || bound > bounds.getLast())) {
                    bounds.add(bound);
                }
                part++;
            }
        }
        return bounds;
    }

    /** The nearest of 1, 1.5, 2, 2.5, 3 … times a power of ten, from one major unit on. */
    private static long round(long price) {
        long power = 10;
        while (price >= power * 100) {
            power *= 10;
        }
        long best = ROUND[0] * power;
        for (long candidate : ROUND) {
            if (Math.abs(candidate * power - price) < Math.abs(best - price)) {
                best = candidate * power;
            }
        }
        return best;
    }

    private static List<Filters.PriceSpan> spans(List<Long> bounds) {
        List<Filters.PriceSpan> spans = new ArrayList<>();
        long from = 0;
        for (long bound : bounds) {
            spans.add(new Filters.PriceSpan(from, bound - 1));
            from = bound;
        }
        spans.add(new Filters.PriceSpan(from, Long.MAX_VALUE));
        return spans;
    }

    private static String value(Filters.PriceSpan span, int digits) {
        String from = span.from() == 0 ? "" : major(span.from(), digits);
        String to = span.to() == Long.MAX_VALUE ? "" : major(span.to(), digits);
        return from.isEmpty() && to.isEmpty() ? "0-" : from + "-" + to;
    }

    /** For people, without currency: {@code up to 19.99}, {@code 20 – 49.99}, {@code from 50}. */
    private static String label(Filters.PriceSpan span, int digits) {
        if (span.to() == Long.MAX_VALUE) {
            return "from " + major(span.from(), digits);
        }
        return span.from() == 0
                ? "up to " + major(span.to(), digits)
                : major(span.from(), digits) + " – " + major(span.to(), digits);
    }

    private static String major(long minor, int digits) {
        BigDecimal major = BigDecimal.valueOf(minor, digits);
        return major.remainder(BigDecimal.ONE).signum() == 0
                ? major.setScale(0).toPlainString()
                : major.toPlainString();
    }
}
