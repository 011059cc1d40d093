package io.peakday.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of hits.
 *
 * @param total how many products fit, exact; 0 where popular products are shown instead
 * @param hits the products of this page, in the order asked for; empty beyond the last page
 * @param facets ways to narrow the hits: category, brand, price, rating, availability, then up to eight properties that split them best, each
 *     where there is something to choose; empty where popular products are shown
 * @param didYouMean a query that is probably meant and finds more, to be offered as a link; null where there is none
 * @param fallback how the search was widened, because nothing fits what was asked for; null where something does
 * @param generation changes whenever the visible index changes; equal requests of one generation have equal results,
 *     so a page rendered from this result may be kept as long as the generation stands
 * @param complete false while the index is built for the first time and does not hold all products yet
 */
public record SearchResult(
        long total,
        List<Hit> hits,
        List<Facet> facets,
        @Nullable String didYouMean,
        @Nullable Fallback fallback,
        long generation,
        boolean complete) {}
