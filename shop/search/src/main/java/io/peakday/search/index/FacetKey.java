package io.peakday.search.index;

import io.peakday.search.index.ProductDocument.Property;
import io.peakday.search.index.ProductDocument.Value;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A property's value as one term of the index: name, label, kind, unit and value.
 *
 * @param kind {@code t} text, {@code n} number, {@code b} flag
 */
record FacetKey(String name, String label, char kind, String unit, String value) {
    private static final char SEPARATOR = '\u001F';
    private static final int MAX_TEXT = 80;

    /** Null for what makes no facet: a sentence, a blank, a number that is none. */
    static @Nullable FacetKey of(Property property) {
        String name = clean(property.name());
        String label = clean(property.label());
        if (name.isEmpty() || name.length() > 100 || label.length() > 100) {
            return null;
        }
        return switch (property.value()) {
            case Value.Text(String text) -> {
                String value = clean(text);
                yield value.isEmpty() || value.length() > MAX_TEXT ? null : new FacetKey(name, label, 't', "", value);
            }
            case Value.Number(double number, String unit) ->
                Double.isFinite(number) && Math.abs(number) < 1e12
                        ? new FacetKey(name, label, 'n', unit == null ? "" : clean(unit), plain(number))
                        : null;
            case Value.Flag(boolean on) -> new FacetKey(name, label, 'b', "", Boolean.toString(on));
        };
    }

    static FacetKey parse(String term) {
        String[] parts = term.split(String.valueOf(SEPARATOR), -1);
        return new FacetKey(parts[0], parts[1], parts[2].charAt(0), parts[3], parts[4]);
    }

    String term() {
        return name + SEPARATOR + label + SEPARATOR + kind + SEPARATOR + unit + SEPARATOR + value;
    }

    /** Equal for values that differ in case only. */
    String identity() {
        return name + SEPARATOR + kind + SEPARATOR + value.toLowerCase(Locale.ROOT);
    }

    /** A number without exponent and trailing zeros. */
    static String plain(double number) {
        BigDecimal decimal = BigDecimal.valueOf(number).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0).toPlainString() : decimal.toPlainString();
    }

    private static String clean(String text) {
        return text.replace(SEPARATOR, ' ').strip();
    }
}
