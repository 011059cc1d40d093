package io.peakday.search;

import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import io.peakday.web.Parameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Between the query parameters of an address and a {@link SearchRequest}, for the API and the storefront's pages:
 * {@code q, category, brand, price, rating, availability, attr.<name>, sort, page, size}. A parameter may be repeated.
 * Unknown parameters are ignored, and so are empty ones.
 */
public final class SearchUrl {
    private SearchUrl() {}

    /**
     * @param categories finds a category by slug or id; an unknown one is a field error
     * @throws Failure {@code search.bad-request}, with every bad field at once
     */
    public static SearchRequest parse(
            Map<String, ? extends List<String>> parameters, Function<String, Optional<UUID>> categories) {
        Checks checks = new Checks();
        String query = first(checks, parameters, "q", "");
        UUID category = null;
        String slug = first(checks, parameters, "category", "");
        if (!slug.isEmpty()) {
            category = categories.apply(slug).orElse(null);
            checks.require(category != null, "category", "unknown", "There is no such category.");
        }
        Sort sort = Sort.RELEVANCE;
        String order = first(checks, parameters, "sort", "");
        if (!order.isEmpty()) {
            Optional<Sort> known = Sort.ofKey(order);
            checks.require(known.isPresent(), "sort", "unknown", "Hits can be sorted by " + keys() + ".");
            sort = known.orElse(sort);
        }
        int page = number(checks, parameters, "page", 1);
        int size = number(checks, parameters, "size", SearchRequest.DEFAULT_SIZE);
        Map<String, Set<String>> filters = filters(parameters);
        List<FieldError> errors = new ArrayList<>(checks.errors());
        try {
            SearchRequest request = new SearchRequest(query, category, filters, sort, page, size, true);
            if (errors.isEmpty()) {
                return request;
            }
        } catch (Failure e) {
            errors.addAll(e.fields());
        }
        throw Failure.invalid("search.bad-request", "This search cannot be understood.", errors);
    }

    /** The query string without {@code ?}, canonical: equal requests give equal strings. Defaults are left out. */
    public static String format(SearchRequest request, Function<UUID, Optional<String>> categorySlugs) {
        StringJoiner out = new StringJoiner("&");
        add(out, "q", request.query());
        UUID category = request.categoryId();
        if (category != null) {
            add(out, "category", categorySlugs.apply(category).orElseGet(category::toString));
        }
        new TreeMap<>(request.filters())
                .forEach((key, values) -> new TreeSet<>(values).forEach(value -> add(out, key, value)));
        if (request.sort() != Sort.RELEVANCE) {
            add(out, "sort", request.sort().key());
        }
        if (request.page() != 1) {
            add(out, "page", Integer.toString(request.page()));
        }
        if (request.size() != SearchRequest.DEFAULT_SIZE) {
            add(out, "size", Integer.toString(request.size()));
        }
        return out.toString();
    }

    private static Map<String, Set<String>> filters(Map<String, ? extends List<String>> parameters) {
        Map<String, Set<String>> filters = new LinkedHashMap<>();
        parameters.forEach((key, values) -> {
            if (FilterRules.known(key)) {
                Set<String> kept = new LinkedHashSet<>();
                values.stream()
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .forEach(kept::add);
                if (!kept.isEmpty()) {
                    filters.put(key, kept);
                }
            }
        });
        return filters;
    }

    private static String first(
            Checks checks, Map<String, ? extends List<String>> parameters, String name, String missing) {
        @Nullable List<String> values = parameters.get(name);
        checks.require(values == null || values.size() <= 1, name, "repeated", "Expected only one value.");
        return values == null || values.isEmpty() ? missing : values.getFirst().strip();
    }

    private static int number(Checks checks, Map<String, ? extends List<String>> parameters, String name, int missing) {
        String value = first(checks, parameters, name, "");
        if (value.isEmpty()) {
            return missing;
        }
        try {
            return Parameters.wholeInt(value);
        } catch (NumberFormatException e) {
            checks.require(false, name, "format", "Expected a whole number.");
            return missing;
        }
    }

    private static String keys() {
        StringJoiner keys = new StringJoiner(", ");
        for (Sort sort : Sort.values()) {
            keys.add(sort.key());
        }
        return keys.toString();
    }

    private static void add(StringJoiner out, String name, String value) {
        if (!value.isEmpty()) {
            out.add(encode(name) + "=" + encode(value));
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
