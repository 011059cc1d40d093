package io.peakday.web;

import java.util.List;

/** Declares, as a bean, what routes are worth when a node is too busy for all; any module may add one. */
public record RoutePriorities(List<RoutePriority> routes) {
    public RoutePriorities {
        routes = List.copyOf(routes);
    }

    public static RoutePriorities of(RoutePriority... routes) {
        return new RoutePriorities(List.of(routes));
    }
}
