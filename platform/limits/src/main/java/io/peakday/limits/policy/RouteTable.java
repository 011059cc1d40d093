package io.peakday.limits.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what was declared for a method and path, by walking a tree of path segments: a request costs as many steps as its
 * path has segments, however many routes there are.
 */
final class RouteTable<T> {
    private record Entry<T>(String method, T value) {
        boolean takes(String asked) {
            return method.equals("*") || method.equals(asked);
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

    /** Whether a path is one that can be declared; see {@link io.peakday.limits.Policy.Route}. */
    static boolean isPattern(String path) {
        return path.startsWith("/")
                && path.length() <= 500
                && path.chars().noneMatch(c -> c <= ' ' || c == '?' || c == '#' || c == ';')
                && path.indexOf("//") < 0
                && (path.indexOf("**") < 0 || (path.indexOf("**") == path.length() - 2 && path.endsWith("/**")));
    }

    void add(String method, String pattern, T value) {
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

    /** All that was declared for it, in no particular order. HEAD counts as GET. */
    List<T> find(String method, String path) {
        List<T> found = new ArrayList<>(4);
        walk(root, method.equals("HEAD") ? "GET" : method, path, 0, found);
        return found;
    }

    /** @param from where the next segment's slash is; the path's length if there is none */
    private void walk(Node<T> node, String method, String path, int from, List<T> found) {
        collect(node.below, method, found);
        if (from >= path.length()) {
            collect(node.here, method, found);
            return;
        }
        int end = path.indexOf('/', from + 1);
        int next = end < 0 ? path.length() : end;
        Node<T> named = node.named.isEmpty() ? null : node.named.get(path.substring(from + 1, next));
        if (named != null) {
            walk(named, method, path, next, found);
        }
        if (node.any != null && next > from + 1) {
            walk(node.any, method, path, next, found);
        }
    }

    private static <T> void collect(List<Entry<T>> entries, String method, List<T> found) {
        for (Entry<T> entry : entries) {
            if (entry.takes(method)) {
                found.add(entry.value());
            }
        }
    }
}
