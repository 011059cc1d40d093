package io.peakday.consolekit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An address with its filters: what a list shows is always in the address bar. */
public record Query(String path, Map<String, String> values) {
    public Query {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static Query of(String path) {
        return new Query(path, Map.of());
    }

    /** With this filter; null or blank takes it out. */
    public Query with(String name, @Nullable Object value) {
        Map<String, String> next = new LinkedHashMap<>(values);
        String text = value == null ? "" : value.toString().strip();
        if (text.isEmpty()) {
            next.remove(name);
        } else {
            next.put(name, text);
        }
        return new Query(path, next);
    }

    public Query at(String path) {
        return new Query(path, values);
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean filtered() {
        return !values.isEmpty();
    }

    public String href() {
        return values.isEmpty()
                ? path
                : path + "?"
                        + values.entrySet().stream()
                                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&"));
    }

    /** The same list from this cursor on; null where the page is the last. */
    public @Nullable String next(@Nullable String cursor) {
        return cursor == null ? null : with("cursor", cursor).href();
    }
}
