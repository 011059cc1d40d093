package io.peakday.search;

import io.peakday.kernel.Checks;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which filters there are and how their values are written. */
final class FilterRules {
    static final String BRAND = "brand";
    static final String PRICE = "price";
    static final String RATING = "rating";
    static final String AVAILABILITY = "availability";
    static final String IN_STOCK = "in-stock";
    static final String OUT_OF_STOCK = "out-of-stock";
    static final String ATTRIBUTE = "attr.";

    private static final int MAX_VALUE = 200;
    private static final String NUMBER = "\\d{1,12}(?:\\.\\d{1,6})?";
    private static final Pattern PRICE_RANGE =
            Pattern.compile(NUMBER + "-(?:" + NUMBER + ")?|-" + NUMBER, Pattern.CASE_INSENSITIVE);

    private FilterRules() {}

    static boolean known(String key) {
        return key.equals(BRAND)
                || key.equals(PRICE)
                || key.equals(RATING)
                || key.equals(AVAILABILITY)
                || (key.startsWith(ATTRIBUTE) && key.length() > ATTRIBUTE.length());
    }

    static void check(Checks checks, String key, Set<String> values) {
        String field = key.length() <= 100 ? key : key.substring(0, 100);
        if (!known(key)) {
            checks.require(false, field, "unknown", "There is no such filter.");
            return;
        }
        checks.require(
                values.size() <= SearchRequest.MAX_VALUES,
                field,
                "too-many",
                "At most " + SearchRequest.MAX_VALUES + " values of one filter.");
        for (String value : values) {
            if (value.length() > MAX_VALUE) {
                checks.require(false, field, "length", "A value has at most " + MAX_VALUE + " characters.");
            } else if (!wellFormed(key, value)) {
                checks.require(false, field, "format", "Expected " + expected(key) + ".");
            }
        }
    }

    private static boolean wellFormed(String key, String value) {
        return switch (key) {
            case PRICE -> PRICE_RANGE.matcher(value).matches() && ordered(value);
            case RATING -> value.length() == 1 && value.charAt(0) >= '1' && value.charAt(0) <= '5';
            case AVAILABILITY -> {
                String lower = value.toLowerCase(Locale.ROOT);
                yield lower.equals(IN_STOCK) || lower.equals(OUT_OF_STOCK);
            }
            default -> !value.isBlank();
        };
    }

    private static boolean ordered(String range) {
        int dash = range.indexOf('-');
        return dash == 0
                || dash == range.length() - 1
                || Double.parseDouble(range.substring(0, dash)) <= Double.parseDouble(range.substring(dash + 1));
    }

    private static String expected(String key) {
        return switch (key) {
            case PRICE -> "a price range such as 10-50, 50- or -10";
            case RATING -> "1 to 5 stars";
            case AVAILABILITY -> IN_STOCK + " or " + OUT_OF_STOCK;
            default -> "a value";
        };
    }
}
