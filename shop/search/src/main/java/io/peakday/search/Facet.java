package io.peakday.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to narrow the hits. A count says how many hits there would be with that value and all filters of the
 * <em>other</em> facets, so alternatives to a chosen value stay visible with their true counts.
 *
 * @param key as in {@link SearchRequest#filters()}; {@code category} for the category tree
 * @param unit of a number's ranges, such as {@code cm}
 * @param estimated whether the counts were projected from a sample, because the hits are very many
 */
public record Facet(
        String key, String label, Kind kind, @Nullable String unit, List<Value> values, boolean estimated) {

    public enum Kind {
        /** A tree: the values are the chosen category's path, then its children. */
        CATEGORY,
        TERMS,
        RANGES,
        FLAG,
        /** Stars and up. */
        RATING
    }

    /**
     * @param value as it is put into the filter; for a category its slug
     * @param depth 0, or the place in the path of categories
     */
    public record Value(String value, String label, long count, boolean selected, int depth) {}
}
