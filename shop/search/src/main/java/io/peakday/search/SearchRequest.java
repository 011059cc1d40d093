package io.peakday.search;

import io.peakday.kernel.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for. Values within one filter are alternatives, filters narrow each other.
 *
 * @param query as typed, at most {@value #MAX_QUERY} characters; blank asks for everything
 * @param categoryId this category and all below it
 * @param filters by facet key: {@code brand} → names; {@code price} → {@code 10-50}, {@code 50-}, {@code -10} in the
 *     major unit, upper bound included; {@code rating} → {@code 4} (stars and up); {@code availability} →
 *     {@code in-stock}; {@code attr.<name>} → texts, {@code 1-2.5} for numbers, {@code true}/{@code false} for flags
 * @param page from 1; {@code page * size} is at most {@value #MAX_WINDOW}
 * @param size hits a page, 1 to {@value #MAX_SIZE}
 * @param facets whether the facets are wanted; leaving them out saves most of the work of a broad query
 */
public record SearchRequest(
        String query,
        @Nullable UUID categoryId,
        Map<String, Set<String>> filters,
        Sort sort,
        int page,
        int size,
        boolean facets) {
    public static final int MAX_QUERY = 200;
    public static final int MAX_SIZE = 100;
    public static final int MAX_WINDOW = 10_000;
    public static final int MAX_FILTERS = 20;
    public static final int MAX_VALUES = 50;
    public static final int DEFAULT_SIZE = 24;

    public SearchRequest {
        query = query.strip();
        Checks checks = new Checks();
        checks.require(query.length() <= MAX_QUERY, "q", "length", "A query has at most " + MAX_QUERY + " characters.");
        checks.range("page", page, 1, MAX_WINDOW);
        checks.range("size", size, 1, MAX_SIZE);
        checks.require(
                (long) page * size <= MAX_WINDOW,
                "page",
                "too-deep",
                "Only the first " + MAX_WINDOW + " hits can be paged through; narrow the search by filters.");
        checks.require(
                filters.size() <= MAX_FILTERS, "filters", "too-many", "At most " + MAX_FILTERS + " filters at once.");
        Map<String, Set<String>> copy = LinkedHashMap.newLinkedHashMap(filters.size());
        filters.forEach((key, values) -> {
            if (!values.isEmpty()) {
                FilterRules.check(checks, key, values);
                copy.put(key, Collections.unmodifiableSet(new LinkedHashSet<>(values)));
            }
        });
        filters = Collections.unmodifiableMap(copy);
        checks.orThrow("search.bad-request", "This search cannot be understood.");
    }

    /** The first page of a plain query, with facets. */
    public static SearchRequest of(String query) {
        return new SearchRequest(query, null, Map.of(), Sort.RELEVANCE, 1, DEFAULT_SIZE, true);
    }

    /** The first page of a category, with facets. */
    public static SearchRequest category(UUID categoryId) {
        return new SearchRequest("", categoryId, Map.of(), Sort.RELEVANCE, 1, DEFAULT_SIZE, true);
    }

    public SearchRequest withPage(int newPage, int newSize) {
        return new SearchRequest(query, categoryId, filters, sort, newPage, newSize, facets);
    }

    public SearchRequest withSort(Sort newSort) {
        return new SearchRequest(query, categoryId, filters, newSort, page, size, facets);
    }

    public SearchRequest withCategory(@Nullable UUID newCategory) {
        return new SearchRequest(query, newCategory, filters, sort, page, size, facets);
    }

    /** Adds the value to the filter; the page goes back to the first. */
    public SearchRequest with(String key, String value) {
        Map<String, Set<String>> changed = new LinkedHashMap<>(filters);
        Set<String> values = new LinkedHashSet<>(changed.getOrDefault(key, Set.of()));
        values.add(value);
        changed.put(key, values);
        return new SearchRequest(query, categoryId, changed, sort, 1, size, facets);
    }

    /** Takes the value out of the filter; the page goes back to the first. */
    public SearchRequest without(String key, String value) {
        Map<String, Set<String>> changed = new LinkedHashMap<>(filters);
        Set<String> values = new LinkedHashSet<>(changed.getOrDefault(key, Set.of()));
        values.remove(value);
        changed.put(key, values);
        return new SearchRequest(query, categoryId, changed, sort, 1, size, facets);
    }

    public SearchRequest withoutFacets() {
        return new SearchRequest(query, categoryId, filters, sort, page, size, false);
    }

    public boolean hasFilter(String key, String value) {
        return filters.getOrDefault(key, Set.of()).contains(value);
    }
}
