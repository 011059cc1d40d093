package io.peakday.search;

import org.jspecify.annotations.Nullable;

/**
 * One line of the type-ahead.
 *
 * @param slug of the category or product; null for a query or brand
 */
public record Suggestion(Kind kind, String text, @Nullable String slug) {
    public enum Kind {
        QUERY,
        CATEGORY,
        BRAND,
        PRODUCT
    }
}
