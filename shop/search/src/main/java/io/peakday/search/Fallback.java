package io.peakday.search;

import java.util.List;

/**
 * What was shown because what was asked for has no hits.
 *
 * @param kind how the search was widened
 * @param query what was searched instead; empty for {@code POPULAR}
 * @param categories up to six categories of the lowest level that hold most of what was found, the fullest first; with {@code POPULAR}, most of
 *     all products
 */
public record Fallback(Kind kind, String query, List<CategoryMatch> categories) {
    /** How a search was widened. */
    public enum Kind {
        /** A misspelt word was replaced by what was probably meant. */
        CORRECTED,
        /** Not every word is in every hit. */
        RELAXED,
        /** Nothing fits at all; the hits are popular products, and the total is 0. */
        POPULAR
    }

    /**
     * A category to look into.
     *
     * @param slug the readable part of its address, which the parameter {@code category} takes
     * @param name for people
     * @param products how many of what was found are in it; with {@code POPULAR}, of all products
     */
    public record CategoryMatch(String slug, String name, long products) {}
}
