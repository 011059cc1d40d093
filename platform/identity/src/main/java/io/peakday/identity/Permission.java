package io.peakday.identity;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** What a member of staff or an API key may do. Customers and guests have none of these. */
public enum Permission {
    CATALOG_READ,
    CATALOG_WRITE,
    STOCK_READ,
    STOCK_WRITE,
    ORDERS_READ,
    ORDERS_WRITE,
    PAYMENTS_REFUND,
    CUSTOMERS_READ,
    CUSTOMERS_WRITE,
    REVIEWS_MODERATE,
    /** Lists mails, and shows them with what is secret in them masked. */
    MAILBOX_READ,
    /** Shows a mail with the links by which its reader signs in: whoever has this can be anybody. Of owners only. */
    MAILBOX_REVEAL,
    EVENTS_READ,
    EVENTS_REPLAY,
    AUDIT_READ,
    STAFF_MANAGE,
    HEALTH_READ,
    /** Erase people, export what is kept about them, and see what the law keeps of those who were erased. */
    PRIVACY_MANAGE;

    /** Those that this program knows: names that a newer one has written give nothing here. */
    static Set<Permission> named(Collection<String> names) {
        EnumSet<Permission> known = EnumSet.noneOf(Permission.class);
        for (Permission permission : values()) {
            if (names.contains(permission.name())) {
                known.add(permission);
            }
        }
        return known;
    }
}
