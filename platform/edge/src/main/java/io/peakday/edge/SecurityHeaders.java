package io.peakday.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/**
 * Headers that make a browser keep to the rules, on every answer. What the API answers is no page: nothing at all may come of it
 * in a browser, and it needs none of those headers that only pages have (OWASP REST Security Cheat Sheet).
 */
final class SecurityHeaders {
    private static final String API = "/api/v1/";
    private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";

    private final List<ContentPolicy> policies;

    SecurityHeaders(List<ContentPolicy> policies) {
        this.policies = List.copyOf(policies);
    }

    void set(HttpServletRequest request, HttpServletResponse response, String path) {
        boolean page = !path.startsWith(API);
        response.setHeader("Content-Security-Policy", page ? policy(path) : API_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (page) {
            response.setHeader("Referrer-Policy", "same-origin");
            response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
            response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
        }
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        response.setHeader("Cache-Control", path.startsWith("/api/") ? "no-store" : "private, no-cache");
    }

    private String policy(String path) {
        for (ContentPolicy policy : policies) {
            if (path.startsWith(policy.prefix())) {
                return policy.policy();
            }
        }
        return ContentPolicy.STRICT;
    }
}
