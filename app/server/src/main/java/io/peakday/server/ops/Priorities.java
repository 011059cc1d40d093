package io.peakday.server.ops;

import static io.peakday.web.Priority.CLAIM;
import static io.peakday.web.Priority.CRITICAL;
import static io.peakday.web.Priority.EXEMPT;
import static io.peakday.web.Priority.INTERACTIVE;

import io.peakday.web.Priority;
import io.peakday.web.RoutePriorities;
import io.peakday.web.RoutePriority;
import java.util.ArrayList;
import java.util.List;

/**
 * What each part of the store is worth when a node is too busy for all, in one place because it is one decision. Whatever is
 * not named here is browsing.
 */
final class Priorities {
    private Priorities() {}

    static RoutePriorities all() {
        List<RoutePriority> routes = new ArrayList<>();
        // Health and metrics tell the truth most of all when it is busy.
        add(routes, EXEMPT, "/health/", "/metrics");
        // A rush for one item, by API and by page.
        add(routes, CLAIM, "/api/v1/sales", "/api/v1/waiting", "/sales");
        // Buying; and stopping a rush.
        add(routes, CRITICAL, "/checkout", "/api/v1/checkouts", "/api/v1/payment-tokens", "/api/v1/payments/");
        add(routes, CRITICAL, "/sandbox/", "/api/v1/admin/sales", "/console/sales");
        // What is a customer's own.
        add(routes, INTERACTIVE, "/cart", "/api/v1/carts", "/shopper.json", "/orders", "/api/v1/orders");
        add(
                routes,
                INTERACTIVE,
                "/sign-in",
                "/sign-out",
                "/register",
                "/verify",
                "/undo",
                "/forgot-password",
                "/reset-password");
        add(routes, INTERACTIVE, "/api/v1/session", "/api/v1/sessions", "/api/v1/customers", "/api/v1/me", "/account");
        // The staff, and what a page is made of: without it, the checkout that passed could not be used.
        add(routes, INTERACTIVE, "/console", "/api/v1/admin", "/assets/");
        return new RoutePriorities(routes);
    }

    private static void add(List<RoutePriority> routes, Priority priority, String... prefixes) {
        for (String prefix : prefixes) {
            routes.add(new RoutePriority(priority, prefix));
        }
    }
}
