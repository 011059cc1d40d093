package io.peakday.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a route: as {@link Route} says on its method, or a {@link RouteRules} bean.
 *
 * @param method {@code GET} (which means HEAD too), {@code POST} …, or {@code *}
 * @param pattern {@code /p/{slug}}: {@code {…}} stands for one segment, {@code **} at the end for any rest
 * @param priority what it is worth; null: as its area says, else browsing
 * @param limits the classes of routes that it belongs to
 */
public record RouteRule(
        String method, String pattern, @Nullable Priority priority, List<String> limits, Crawl crawl) {
    public RouteRule {
        if (!RouteTable.isPattern(pattern)) {
            throw new IllegalArgumentException("no pattern of a route: " + pattern);
        }
        if (priority == Priority.CRAWLER) {
            throw new IllegalArgumentException("a crawler is known by its User-Agent, not by its route: " + pattern);
        }
        limits = List.copyOf(limits);
    }

    /** A route of whatever method, of which only the priority is said. */
    public static RouteRule of(Priority priority, String pattern) {
        return new RouteRule("*", pattern, priority, List.of(), Crawl.BY_PATH);
    }
}
