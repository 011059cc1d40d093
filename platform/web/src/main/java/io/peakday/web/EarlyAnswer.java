package io.peakday.web;

/**
 * Declares, as a bean, that a filter answers a route of a controller before the dispatcher does, where nobody checks what the controller
 * requires of its caller: a start finds the method and refuses one that requires anything.
 *
 * @param method {@code GET} …
 * @param pattern exactly as the controller is mapped: {@code /api/v1/sales/{id}}
 */
public record EarlyAnswer(String method, String pattern) {}
