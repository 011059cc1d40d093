package io.peakday.console.desk;

import io.peakday.identity.Actor;
import io.peakday.identity.Permission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the rail.
 *
 * @param needs what a member must hold to see it; null for everybody
 */
public record Nav(
        String key,
        String label,
        String href,
        String icon,
        @Nullable Permission needs) {
    /** Entries under one heading. */
    public record Group(String label, List<Nav> items) {}

    private static final List<Group> ALL = List.of(
            new Group("", List.of(new Nav("overview", "Overview", "/console", "dashboard", null))),
            new Group(
                    "Sell",
                    List.of(
                            new Nav("orders", "Orders", "/console/orders", "receipt", Permission.ORDERS_READ),
                            new Nav("sales", "Sales", "/console/sales", "zap", Permission.CATALOG_READ),
                            new Nav("customers", "Customers", "/console/customers", "users", Permission.CUSTOMERS_READ),
                            new Nav("reviews", "Reviews", "/console/reviews", "star", Permission.REVIEWS_MODERATE))),
            new Group(
                    "Goods",
                    List.of(
                            new Nav("products", "Products", "/console/products", "tag", Permission.CATALOG_READ),
                            new Nav("stock", "Stock", "/console/stock", "warehouse", Permission.STOCK_READ))),
            new Group(
                    "Run",
                    List.of(
                            new Nav("health", "Health", "/console/health", "activity", Permission.HEALTH_READ),
                            new Nav("events", "Dead letters", "/console/dead-letters", "inbox", Permission.EVENTS_READ),
                            new Nav("mail", "Mailbox", "/console/mailbox", "mail", Permission.MAILBOX_READ),
                            new Nav("audit", "Audit log", "/console/audit", "history", Permission.AUDIT_READ),
                            new Nav("staff", "Staff and keys", "/console/staff", "key", Permission.STAFF_MANAGE),
                            new Nav(
                                    "keys",
                                    "Signing keys",
                                    "/console/signing-keys",
                                    "lock",
                                    Permission.STAFF_MANAGE))));

    static List<Group> visible(Actor.Staff member) {
        return ALL.stream()
                .map(group -> new Group(
                        group.label(),
                        group.items().stream()
                                .filter(item -> item.needs() == null || member.may(item.needs()))
                                .toList()))
                .filter(group -> !group.items().isEmpty())
                .toList();
    }
}
