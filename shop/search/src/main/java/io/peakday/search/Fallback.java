package io.peakday.search;

import java.util.List;

/**
 * What was shown because what was asked for has no hits.
 *
 * @param kind how the search was widened
 * @param query what was searched instead; empty for {@link Kind#POPULAR}
 * @param categories categories that fit some of the words, best first
 */
public record Fallback(Kind kind, String query, List<CategoryMatch> categories) {
    public enum Kind {
        /** A misspelt word was replaced by what was probably meant. */
        CORRECTED,
        /** Not every word is in every hit. */
        RELAXED,
        /** Nothing fits at all; the hits are popular products, and the total is 0. */
        POPULAR
    }

    public record CategoryMatch(String slug, String name, long products) {}
}
