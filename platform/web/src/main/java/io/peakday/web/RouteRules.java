package io.peakday.web;

import java.util.List;

/** Declares, as a bean, what holds for routes that are neither controllers' nor a servlet's of ours. */
public record RouteRules(List<RouteRule> rules) {
    public RouteRules {
        rules = List.copyOf(rules);
    }
}
