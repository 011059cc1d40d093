package io.peakday.web;

/**
 * What routes are worth when a node is too busy for all; declared in {@link RoutePriorities}. Where several fit, the longest
 * counts; what a route says of itself ({@link Route}) comes before all of them.
 *
 * @param priority what they are worth; never {@link Priority#CRAWLER}
 * @param prefix the beginning of their paths, up to a slash or the end: {@code /page} means {@code /page/17} and not
 *     {@code /pages}
 */
public record RoutePriority(Priority priority, String prefix) {
    public RoutePriority {
        if (priority == Priority.CRAWLER) {
            throw new IllegalArgumentException("a crawler is known by its User-Agent, not by its route: " + prefix);
        }
        if (!prefix.startsWith("/")) {
            throw new IllegalArgumentException("not the beginning of a path: " + prefix);
        }
    }

    /** Whether it is about this path, or this pattern of paths. */
    public boolean fits(String path) {
        return path.startsWith(prefix)
                && (path.length() == prefix.length() || prefix.endsWith("/") || path.charAt(prefix.length()) == '/');
    }
}
