package io.peakday.search.find;

import io.peakday.search.Fallback;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * What fits the words of a query, before any filter.
 *
 * @param query as it was searched in the end
 * @param needed how many groups had to be found
 * @param base the documents
 * @param widened how the query was widened to find anything; null where it was not
 * @param didYouMean a query that is probably meant instead
 */
record Match(
        ParsedQuery query,
        int needed,
        FixedBitSet base,
        int count,
        Fallback.@Nullable Kind widened,
        @Nullable String didYouMean) {}
