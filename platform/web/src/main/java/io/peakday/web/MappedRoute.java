package io.peakday.web;

/**
 * A route and what answers it.
 *
 * @param method {@code GET} …, or {@code *}
 * @param pattern {@code /p/*}, as {@link RouteTable#isPattern} says
 * @param type the controller's or servlet's class
 */
public record MappedRoute(String method, String pattern, Class<?> type) {}
