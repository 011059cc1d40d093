package io.peakday.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what was declared for a method and path, by walking a tree of path segments: a request costs as many steps as its
 * path has segments, however many routes there are. Filled before it is read, by one thread.
 */
public final class RouteTable<T> {
    private static final String ANY = "*";

    private record Entry<T>(String method, T value) {
        boolean takes(String asked) {
            return method.equals(ANY) || asked.equals(ANY) || method.equals(asked);
        }
    }

    private static final class Node<T> {
        final Map<String, Node<T>> named = new HashMap<>();

        @Nullable
        Node<T> any;

        final List<Entry<T>> here = new ArrayList<>();
        final List<Entry<T>> below = new ArrayList<>();
    }

    private final Node<T> root = new Node<>();

    /**
     * Whether a path is one that can be declared: {@code /p/{slug}}, where {@code {…}} and {@code *} stand for one segment, and {@code
     * **} at the end for any rest.
     */
    public static boolean isPattern(String path) {
        return path.startsWith("/")
                && path.length() <= 500
                && path.chars().noneMatch(c -> c <= ' ' || c == '?' || c == '#' || c == ';')
                && path.indexOf("//") < 0
                && (path.indexOf("**") < 0 || (path.indexOf("**") == path.length() - 2 && path.endsWith("/**")));
    }

    public void add(String method, String pattern, T value) {
        Node<T> node = root;
        for (String segment : pattern.substring(1).split("/", -1)) {
            if (segment.equals("**")) {
                node.below.add(new Entry<>(method, value));
                return;
            }
            if (segment.equals("*") || (segment.startsWith("{") && segment.endsWith("}"))) {
                if (node.any == null) {
                    node.any = new Node<>();
                }
                node = node.any;
            } else {
                node = node.named.computeIfAbsent(segment, name -> new Node<>());
            }
        }
        node.here.add(new Entry<>(method, value));
    }

    /** All that was declared for it, the most specific first. HEAD counts as GET. */
    public List<T> find(String method, String path) {
        List<T> found = new ArrayList<>(4);
        walk(root, asGet(method), path, 0, found);
        return found;
    }

    /**
     * What was declared most specifically for it; where nothing was for this method (OPTIONS), what was for another one. Null: the path
     * is not declared at all.
     */
    public @Nullable T first(String method, String path) {
        T found = first(root, asGet(method), path, 0);
        return found != null || method.equals(ANY) ? found : first(root, ANY, path, 0);
    }

    private static String asGet(String method) {
        return method.equals("HEAD") ? "GET" : method;
    }

    /** @param from where the next segment's slash is; the path's length if there is none */
    private void walk(Node<T> node, String method, String path, int from, List<T> found) {
        if (from >= path.length()) {
            collect(node.here, method, found);
        } else {
            int next = next(path, from);
            Node<T> named = named(node, path, from, next);
            if (named != null) {
                walk(named, method, path, next, found);
            }
            if (node.any != null && next > from + 1) {
                walk(node.any, method, path, next, found);
            }
        }
        collect(node.below, method, found);
    }

    private @Nullable T first(Node<T> node, String method, String path, int from) {
        T found = null;
        if (from >= path.length()) {
            found = first(node.here, method);
        } else {
            int next = next(path, from);
            Node<T> named = named(node, path, from, next);
            if (named != null) {
                found = first(named, method, path, next);
            }
            if (found == null && node.any != null && next > from + 1) {
                found = first(node.any, method, path, next);
            }
        }
        return found == null ? first(node.below, method) : found;
    }

    private static int next(String path, int from) {
        int end = path.indexOf('/', from + 1);
        return end < 0 ? path.length() : end;
    }

    private static <T> @Nullable Node<T> named(Node<T> node, String path, int from, int next) {
        return node.named.isEmpty() ? null : node.named.get(path.substring(from + 1, next));
    }

    private static <T> @Nullable T first(List<Entry<T>> entries, String method) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).takes(method)) {
                return entries.get(i).value();
            }
        }
        return null;
    }

    private static <T> void collect(List<Entry<T>> entries, String method, List<T> found) {
        for (Entry<T> entry : entries) {
            if (entry.takes(method)) {
                found.add(entry.value());
            }
        }
    }
}
