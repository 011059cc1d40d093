package io.peakday.feeds;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One record of a file.
 *
 * @param line where it starts, from 1
 * @param fields what it holds: text, numbers, booleans, lists and maps of such
 */
record SourceRow(long line, Map<String, Object> fields) {

    /**
     * The value at a path such as {@code ean}, {@code path[-2].id} (counted from the end) or {@code path[*].name} (all of
     * them); null where there is none. A plain name is looked up as it is first, so that a column may have dots.
     */
    @Nullable
    Object at(String path) {
        Object plain = fields.get(path);
        if (plain != null || (path.indexOf('.') < 0 && path.indexOf('[') < 0)) {
            return plain;
        }
        return Path.of(path).in(fields);
    }

    /** The value as text; the first of a list; empty where there is none. */
    String text(String path) {
        return plain(at(path));
    }

    /** The values as texts: of a list each, of anything else the one. */
    List<String> texts(String path) {
        Object value = at(path);
        Stream<?> all = value instanceof List<?> list ? list.stream() : Stream.ofNullable(value);
        return all.map(SourceRow::plain).toList();
    }

    static String plain(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> clean(text).strip();
            case List<?> list -> list.isEmpty() ? "" : plain(list.getFirst());
            default -> value.toString();
        };
    }

    /** Catalogues are full of stray control characters, which mean nothing and cannot be shown. */
    private static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isStray(text.charAt(i))) {
                StringBuilder rest = new StringBuilder(text.length());
                text.chars().filter(c -> !isStray((char) c)).forEach(c -> rest.append((char) c));
                return rest.toString();
            }
        }
        return text;
    }

    private static boolean isStray(char c) {
        return Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
    }

    /** One step of a path, and those after it. */
    private record Path(
            String name, @Nullable String index, @Nullable Path next) {
        static Path of(String path) {
            int dot = path.indexOf('.');
            String step = dot < 0 ? path : path.substring(0, dot);
            Path next = dot < 0 ? null : of(path.substring(dot + 1));
            int bracket = step.indexOf('[');
            return bracket < 0 || !step.endsWith("]")
                    ? new Path(step, null, next)
                    : new Path(step.substring(0, bracket), step.substring(bracket + 1, step.length() - 1), next);
        }

        @Nullable
        Object in(@Nullable Object from) {
            Object value = from instanceof Map<?, ?> map ? map.get(name) : null;
            if (index == null) {
                return rest(value);
            }
            if (!(value instanceof List<?> list)) {
                return null;
            }
            if (index.equals("*")) {
                return list.stream()
                        .map(item -> java.util.Objects.requireNonNullElse(rest(item), ""))
                        .toList();
            }
            int at = Integer.parseInt(index);
            int position = at < 0 ? list.size() + at : at;
            return position < 0 || position >= list.size() ? null : rest(list.get(position));
        }

        private @Nullable Object rest(@Nullable Object value) {
            return next == null ? value : next.in(value);
        }
    }
}
