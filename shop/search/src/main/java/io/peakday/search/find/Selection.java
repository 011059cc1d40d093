package io.peakday.search.find;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.util.FixedBitSet;

/**
 * What fits the words and what fits each filter. Facets are counted "sideways": the counts of a facet leave out its own
 * filter, so that the alternatives to a chosen value keep their true counts.
 */
final class Selection {
    private final FixedBitSet base;
    private final Map<String, FixedBitSet> filters;
    private final FixedBitSet hits;
    private final int total;

    Selection(FixedBitSet base, Map<String, FixedBitSet> filters) {
        this.base = base;
        this.filters = new LinkedHashMap<>(filters);
        this.hits = but("");
        this.total = hits.cardinality();
    }

    FixedBitSet hits() {
        return hits;
    }

    int total() {
        return total;
    }

    boolean filtered() {
        return !filters.isEmpty();
    }

    /** What would fit without the filter of this key. */
    FixedBitSet sideways(String key) {
        return filters.containsKey(key) ? but(key) : hits;
    }

    private FixedBitSet but(String key) {
        FixedBitSet result = null;
        for (Map.Entry<String, FixedBitSet> filter : filters.entrySet()) {
            if (!filter.getKey().equals(key)) {
                if (result == null) {
                    result = base.clone();
                }
                result.and(filter.getValue());
            }
        }
        return result == null ? base : result;
    }
}
