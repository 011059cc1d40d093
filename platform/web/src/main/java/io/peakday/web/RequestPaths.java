package io.peakday.web;

import jakarta.servlet.http.HttpServletRequest;

/** What the path of a request says. */
public final class RequestPaths {
    private RequestPaths() {}

    /** As the container matched it, decoded and normalized: a rule for one path cannot be had for another by spelling. */
    public static String of(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }
}
