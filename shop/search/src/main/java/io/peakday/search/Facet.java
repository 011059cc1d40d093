package io.peakday.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to narrow the hits. A count says how many hits there would be with that value and all filters of the
 * other facets, so alternatives to a chosen value stay visible with their true counts.
 *
 * @param key the parameter that narrows by it: {@code category}, {@code brand}, {@code price}, {@code rating}, {@code availability} or
 *     {@code attr.<name>}
 * @param label for people, such as {@code Brand}
 * @param kind what the values are
 * @param unit of a number's ranges, such as {@code cm}; null where there is none
 * @param values in the order shown
 * @param estimated whether the counts were projected from a sample, because the hits are very many
 */
public record Facet(
        String key, String label, Kind kind, @Nullable String unit, List<Value> values, boolean estimated) {

    /** What the values of a facet are. */
    public enum Kind {
        /** A tree: the values are the chosen category's path, then its children. */
        CATEGORY,
        /** Names or texts. */
        TERMS,
        /** Ranges of prices or numbers, or single numbers, ascending; chosen ones that are not among them come last. */
        RANGES,
        /** Yes or no. */
        FLAG,
        /** Stars and up. */
        RATING
    }

    /**
     * One value to narrow by.
     *
     * @param value as it is sent in the parameter; for a category its slug
     * @param label for people
     * @param count how many hits there would be
     * @param selected whether the search is narrowed by it
     * @param depth of a category, how many of the path are above it; else 0
     */
    public record Value(String value, String label, long count, boolean selected, int depth) {}
}
