package io.peakday.search.find;

import io.peakday.catalog.CategoryTree;
import io.peakday.search.index.FacetDimension;
import io.peakday.search.index.FacetNames;
import io.peakday.search.index.Snapshot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Turns filters into sets of documents by reading the columns. */
final class Filters {
    static final String CATEGORY = "category";
    static final String BRAND = "brand";
    static final String PRICE = "price";
    static final String RATING = "rating";
    static final String AVAILABILITY = "availability";
    static final String ATTRIBUTE = "attr.";
    static final String IN_STOCK = "in-stock";

    private static final Pattern NUMBER_RANGE =
            Pattern.compile("(-?\\d{1,15}(?:\\.\\d{1,6})?)?-(-?\\d{1,15}(?:\\.\\d{1,6})?)?");

    private Filters() {}

    static FixedBitSet category(Snapshot snapshot, CategoryTree tree, UUID category) {
        Set<UUID> subtree = tree.subtree(category);
        List<UUID> ids = snapshot.names().categories();
        FixedBitSet wanted = new FixedBitSet(ids.size() + 1);
        for (int i = 0; i < ids.size(); i++) {
            if (subtree.contains(ids.get(i)) || ids.get(i).equals(category)) {
                wanted.set(i);
            }
        }
        return scan(snapshot, segment -> {
            int[] categories = snapshot.categories(segment);
            return doc -> categories[doc] >= 0 && wanted.get(categories[doc]);
        });
    }

    static FixedBitSet filter(Snapshot snapshot, String key, Set<String> values, int priceDigits) {
        return switch (key) {
            case BRAND -> brand(snapshot, values);
            case PRICE -> price(snapshot, values, priceDigits);
            case RATING -> rating(snapshot, values);
            case AVAILABILITY -> availability(snapshot, values);
            default -> attribute(snapshot, key.substring(ATTRIBUTE.length()), values);
        };
    }

    private static FixedBitSet brand(Snapshot snapshot, Set<String> values) {
        Set<String> lower = new HashSet<>();
        values.forEach(value -> lower.add(value.strip().toLowerCase(Locale.ROOT)));
        List<String> names = snapshot.names().brands();
        FixedBitSet wanted = new FixedBitSet(names.size() + 1);
        for (int i = 0; i < names.size(); i++) {
            if (lower.contains(names.get(i).toLowerCase(Locale.ROOT))) {
                wanted.set(i);
            }
        }
        return scan(snapshot, segment -> {
            int[] brands = snapshot.brands(segment);
            return doc -> brands[doc] >= 0 && wanted.get(brands[doc]);
        });
    }

    /** In minor units; both bounds belong to the range. */
    record PriceSpan(long from, long to) {
        static PriceSpan of(String value, int digits) {
            int dash = value.indexOf('-');
            return new PriceSpan(
                    dash == 0 ? 0 : minor(value.substring(0, dash), digits, RoundingMode.CEILING),
                    dash == value.length() - 1
                            ? Long.MAX_VALUE
                            : minor(value.substring(dash + 1), digits, RoundingMode.FLOOR));
        }

        /** A bound between two prices is rounded into the range, so that nothing outside is found. */
        private static long minor(String major, int digits, RoundingMode inwards) {
            return new BigDecimal(major)
                    .movePointRight(digits)
                    .setScale(0, inwards)
                    .longValue();
        }

        boolean holds(long price) {
            return price >= from && price <= to;
        }
    }

    private static FixedBitSet price(Snapshot snapshot, Set<String> values, int digits) {
        List<PriceSpan> spans =
                values.stream().map(value -> PriceSpan.of(value, digits)).toList();
        return scan(snapshot, segment -> {
            long[] prices = snapshot.prices(segment);
            return doc -> {
                for (PriceSpan span : spans) {
                    if (span.holds(prices[doc])) {
                        return true;
                    }
                }
                return false;
            };
        });
    }

    private static FixedBitSet rating(Snapshot snapshot, Set<String> values) {
        int least =
                values.stream().mapToInt(value -> value.charAt(0) - '0').min().orElse(1) * 100;
        return scan(snapshot, segment -> {
            long[] ratings = snapshot.ratings(segment);
            return doc -> Snapshot.ratingCount(ratings[doc]) > 0 && Snapshot.hundredths(ratings[doc]) >= least;
        });
    }

    private static FixedBitSet availability(Snapshot snapshot, Set<String> values) {
        boolean in = values.stream().anyMatch(value -> value.equalsIgnoreCase(IN_STOCK));
        boolean out = values.stream().anyMatch(value -> !value.equalsIgnoreCase(IN_STOCK));
        return scan(snapshot, segment -> {
            long[] stock = snapshot.stock(segment);
            return doc -> stock[doc] != 0 ? in : out;
        });
    }

    private static FixedBitSet attribute(Snapshot snapshot, String name, Set<String> values) {
        FixedBitSet wanted = attributeValues(snapshot.names(), name, values);
        return scan(snapshot, segment -> {
            int[] offsets = snapshot.valueOffsets(segment);
            int[] numbers = snapshot.values(segment);
            return doc -> {
                for (int i = offsets[doc]; i < offsets[doc + 1]; i++) {
                    if (wanted.get(numbers[i])) {
                        return true;
                    }
                }
                return false;
            };
        });
    }

    /** The numbers of the property values that the filter's values mean: the same text, or a number in the range. */
    static FixedBitSet attributeValues(FacetNames names, String name, Set<String> values) {
        FixedBitSet wanted = new FixedBitSet(names.values() + 1);
        for (FacetDimension dimension : names.dimensions()) {
            if (!dimension.name().equals(name)) {
                continue;
            }
            for (String value : values) {
                NumberSpan span = dimension.kind() == 'n' ? NumberSpan.of(value) : null;
                for (int id = 0; id < names.values(); id++) {
                    if (names.dimension(id) == dimension.id()
                            && (span != null
                                    ? span.holds(names.number(id))
                                    : names.text(id).equalsIgnoreCase(value.strip()))) {
                        wanted.set(id);
                    }
                }
            }
        }
        return wanted;
    }

    /** From inclusive, to inclusive; a single number is the range of itself. */
    record NumberSpan(double from, double to) {
        static @Nullable NumberSpan of(String value) {
            Matcher range = NUMBER_RANGE.matcher(value.strip());
            try {
                if (range.matches() && (range.group(1) != null || range.group(2) != null)) {
                    return new NumberSpan(
                            range.group(1) == null ? Double.NEGATIVE_INFINITY : Double.parseDouble(range.group(1)),
                            range.group(2) == null ? Double.POSITIVE_INFINITY : Double.parseDouble(range.group(2)));
                }
                double number = Double.parseDouble(value.strip());
                return new NumberSpan(number, number);
            } catch (NumberFormatException e) {
                return new NumberSpan(Double.NaN, Double.NaN); // Holds nothing: the value is no number.
            }
        }

        boolean holds(double number) {
            return number >= from && number <= to;
        }
    }

    /** Gives each segment its test by document of the segment. */
    @FunctionalInterface
    private interface SegmentTest {
        IntPredicate of(int segment);
    }

    private static FixedBitSet scan(Snapshot snapshot, SegmentTest tests) {
        FixedBitSet bits = new FixedBitSet(Math.max(1, snapshot.maxDoc()));
        for (int segment = 0; segment < snapshot.segments(); segment++) {
            IntPredicate test = tests.of(segment);
            int base = snapshot.base(segment);
            int size = snapshot.end(segment) - base;
            for (int doc = 0; doc < size; doc++) {
                if (test.test(doc)) {
                    bits.set(base + doc);
                }
            }
        }
        return bits;
    }

    static String cacheKey(String key, Set<String> values) {
        return key + '\u001F' + String.join("\u001F", values.stream().sorted().toList());
    }
}
