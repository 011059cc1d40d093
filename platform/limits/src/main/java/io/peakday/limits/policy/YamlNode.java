package io.peakday.limits.policy;

import io.peakday.kernel.Checks;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** A mapping of a YAML document, read field by field: what is wrong is noted with its path, and reading goes on. */
final class YamlNode {
    private final String path;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Checks checks;

    YamlNode(String path, @Nullable Object node, Checks checks) {
        this.path = path;
        this.checks = checks;
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value != null) {
                    fields.put(String.valueOf(key), value);
                }
            });
        } else if (node != null) {
            wrong(path.isEmpty() ? "file" : path, "wrong-type", "must be a mapping of names to values.");
        }
    }

    Set<String> names() {
        known.addAll(fields.keySet());
        return fields.keySet();
    }

    boolean has(String name) {
        known.add(name);
        return fields.containsKey(name);
    }

    YamlNode node(String name) {
        return new YamlNode(at(name), value(name), checks);
    }

    List<String> texts(String name) {
        Object value = value(name);
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(String.valueOf(value));
    }

    long number(String name, long otherwise) {
        Object value = value(name);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value != null) {
            wrong(at(name), "ill-formed", "'" + value + "' is not a whole number.");
        }
        return otherwise;
    }

    boolean flag(String name, boolean otherwise) {
        Object value = value(name);
        if (value != null && !(value instanceof Boolean)) {
            wrong(at(name), "ill-formed", "'" + value + "' is not true or false.");
        }
        return value instanceof Boolean flag ? flag : otherwise;
    }

    Duration duration(String name) {
        Object value = value(name);
        try {
            return value == null ? Duration.ZERO : DurationStyle.detectAndParse(String.valueOf(value));
        } catch (IllegalArgumentException e) {
            wrong(at(name), "ill-formed", "'" + value + "' is not a duration, such as 500ms, 30s or 5m.");
            // Not reported a second time as being out of range.
            return Duration.ofSeconds(1);
        }
    }

    <E extends Enum<E>> E choice(String name, E otherwise) {
        Object value = value(name);
        return value == null ? otherwise : one(name, String.valueOf(value), otherwise);
    }

    <E extends Enum<E>> List<E> choices(String name, E sample) {
        return texts(name).stream().map(text -> one(name, text, sample)).toList();
    }

    private <E extends Enum<E>> E one(String name, String text, E otherwise) {
        E[] all = otherwise.getDeclaringClass().getEnumConstants();
        for (E candidate : all) {
            if (spelled(candidate).equals(text.toLowerCase(Locale.ROOT).replace('_', '-'))) {
                return candidate;
            }
        }
        String words = Arrays.stream(all).map(YamlNode::spelled).collect(Collectors.joining(", "));
        wrong(at(name), "ill-formed", "'" + text + "' is not one of " + words + ".");
        return otherwise;
    }

    private static String spelled(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Notes the fields that nobody asked for. */
    void done() {
        for (String name : fields.keySet()) {
            if (!known.contains(name)) {
                wrong(at(name), "unknown", "is not known; there are " + String.join(", ", known) + ".");
            }
        }
    }

    String at(String name) {
        return Stream.of(path, name).filter(part -> !part.isEmpty()).collect(Collectors.joining("."));
    }

    private @Nullable Object value(String name) {
        known.add(name);
        return fields.get(name);
    }

    private void wrong(String field, String code, String message) {
        checks.require(false, field, code, field + " " + message);
    }
}
