package io.peakday.web.edge;

import io.peakday.web.ContentPolicy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/** Headers that make a browser keep to the rules, on every answer. */
final class SecurityHeaders {
    private final List<ContentPolicy> policies;

    SecurityHeaders(List<ContentPolicy> policies) {
        this.policies = List.copyOf(policies);
    }

    void set(HttpServletRequest request, HttpServletResponse response, String path) {
        response.setHeader("Content-Security-Policy", policy(path));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
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
