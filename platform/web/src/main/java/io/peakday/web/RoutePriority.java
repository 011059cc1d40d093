package io.peakday.web;

/**
 * What a route is worth when a node is too busy for all; declared in {@link RoutePriorities}. Where several fit, the
 * longest counts.
 *
 * @param priority what it is worth; never {@link Priority#CRAWLER}
 * @param method the only method that is meant, such as {@code POST}; empty: every method
 * @param prefix the beginning of the path, up to a slash or the end: {@code /checkout} means {@code /checkout/17} and not
 *     {@code /checkouts}
 * @param suffix the end of the path, for what lies behind a variable: {@code /claim}; empty: any
 */
public record RoutePriority(Priority priority, String method, String prefix, String suffix) {
    public RoutePriority {
        if (priority == Priority.CRAWLER) {
            throw new IllegalArgumentException("a crawler is known by its User-Agent, not by its route: " + prefix);
        }
        if (!prefix.startsWith("/")) {
            throw new IllegalArgumentException("not the beginning of a path: " + prefix);
        }
    }

    /** Everything below this path. */
    public static RoutePriority of(Priority priority, String prefix) {
        return new RoutePriority(priority, "", prefix, "");
    }

    /** Whether it is about this request. The path may be a pattern, {@code /api/v1/sales/{id}/claim}, as well. */
    public boolean fits(String askedMethod, String path) {
        return path.startsWith(prefix)
                && path.length() >= prefix.length() + suffix.length()
                && path.endsWith(suffix)
                && (method.isEmpty() || method.equals(askedMethod))
                && (!suffix.isEmpty() || endsHere(path));
    }

    private boolean endsHere(String path) {
        return path.length() == prefix.length() || prefix.endsWith("/") || path.charAt(prefix.length()) == '/';
    }
}
