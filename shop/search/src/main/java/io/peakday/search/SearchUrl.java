package io.peakday.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Between the query parameters of an address and a {@link SearchRequest}, for the API and the storefront's pages:
 * {@code q, category, brand, price, rating, availability, attr.<name>, sort, page, size}. A parameter may be repeated.
 * Unknown parameters are ignored.
 */
public final class SearchUrl {
    private SearchUrl() {}

    /**
     * @param categories finds a category by slug or id; an unknown one is a field error
     * @throws io.peakday.kernel.Failure {@code search.bad-request}, with every bad field at once
     */
    public static SearchRequest parse(
            Map<String, ? extends List<String>> parameters, Function<String, Optional<UUID>> categories) {
        throw new UnsupportedOperationException();
    }

    /** The query string without {@code ?}, canonical: equal requests give equal strings. Defaults are left out. */
    public static String format(SearchRequest request, Function<UUID, Optional<String>> categorySlugs) {
        throw new UnsupportedOperationException();
    }
}
