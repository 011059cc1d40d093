package io.peakday.storefront.browse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A price range as people write it: {@code Under €25}, {@code €25 – €50}, {@code €100 and more}. */
final class PriceLabel {
    private static final Pattern RANGE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)?-([0-9]+(?:\\.[0-9]+)?)?");

    private PriceLabel() {}

    /** @param range as in an address: {@code 25-49.99}, open at either end */
    static String of(String range, String otherwise) {
        Matcher parts = RANGE.matcher(range);
        if (!parts.matches()) {
            return otherwise;
        }
        String from = parts.group(1);
        String to = parts.group(2);
        if (from == null) {
            return to == null ? otherwise : "Up to €" + to;
        }
        return to == null ? "€" + from + " and more" : "€" + from + " – €" + to;
    }
}
