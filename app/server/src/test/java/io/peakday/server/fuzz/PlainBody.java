package io.peakday.server.fuzz;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A JSON body of the shape that a route takes, and what becomes of it when one field of it is wrong. */
final class PlainBody {
    private static final Set<Class<?>> WHOLE =
            Set.of(int.class, Integer.class, long.class, Long.class, short.class, Short.class, byte.class, Byte.class);

    /**
     * @param field as a problem names it
     * @param json the body with that field wrong
     */
    record Wrong(String field, String json) {}

    private final Type type;
    private final List<String> whole = new ArrayList<>();
    private final List<String> named = new ArrayList<>();

    PlainBody(Type type) {
        this.type = type;
        write(type, "", "", "");
    }

    /** The body with each whole number in turn given as a fraction. */
    List<Wrong> fractions() {
        return List.copyOf(whole).stream()
                .map(field -> new Wrong(field, write(type, "", field, "")))
                .toList();
    }

    /** The body with each field in turn given twice. */
    List<Wrong> duplicates() {
        return List.copyOf(named).stream()
                .distinct()
                .map(field -> new Wrong(field, write(type, "", "", field)))
                .toList();
    }

    private String write(Type of, String path, String fraction, String twice) {
        if (of instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            if (Collection.class.isAssignableFrom(raw)) {
                return "[" + write(generic.getActualTypeArguments()[0], path + "[0]", fraction, twice) + "]";
            }
            if (Map.class.isAssignableFrom(raw)) {
                return object(List.of(Map.entry("a", generic.getActualTypeArguments()[1])), path, fraction, twice);
            }
        }
        if (!(of instanceof Class<?> plain)) {
            return "null";
        }
        List<String> names = DeclaredNames.of(plain);
        if (!names.isEmpty()) {
            return "\"" + names.getFirst() + "\"";
        }
        if (plain.isRecord()) {
            List<Map.Entry<String, Type>> members = new ArrayList<>();
            for (RecordComponent component : plain.getRecordComponents()) {
                members.add(Map.entry(component.getName(), component.getGenericType()));
            }
            return object(members, path, fraction, twice);
        }
        if (WHOLE.contains(plain)) {
            whole.add(path);
            return path.equals(fraction) ? "2.9" : "2";
        }
        if (plain == UUID.class) {
            return "\"0198a7a0-0000-7000-8000-000000000000\"";
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return "true";
        }
        if (path.endsWith("currency")) {
            return "\"EUR\"";
        }
        return Temporal.class.isAssignableFrom(plain) ? "\"2026-11-27T08:00:00Z\"" : "\"abcdef\"";
    }

    private String object(List<Map.Entry<String, Type>> members, String path, String fraction, String twice) {
        List<String> written = new ArrayList<>();
        for (Map.Entry<String, Type> member : members) {
            String at = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
            named.add(at);
            String one = "\"" + member.getKey() + "\":" + write(member.getValue(), at, fraction, twice);
            written.add(one);
            if (at.equals(twice)) {
                written.add(one);
            }
        }
        return "{" + String.join(",", written) + "}";
    }
}
