package io.peakday.identity;

import static io.peakday.identity.Permission.*;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** A named set of permissions that a member of staff is given. */
public enum Role {
    OWNER(EnumSet.allOf(Permission.class)),
    CATALOG(EnumSet.of(CATALOG_READ, CATALOG_WRITE, STOCK_READ, REVIEWS_MODERATE, HEALTH_READ)),
    FULFILMENT(EnumSet.of(CATALOG_READ, STOCK_READ, STOCK_WRITE, ORDERS_READ, ORDERS_WRITE, HEALTH_READ)),
    SUPPORT(EnumSet.of(
            CATALOG_READ,
            STOCK_READ,
            ORDERS_READ,
            ORDERS_WRITE,
            PAYMENTS_REFUND,
            CUSTOMERS_READ,
            CUSTOMERS_WRITE,
            REVIEWS_MODERATE,
            MAILBOX_READ)),
    AUDITOR(EnumSet.of(CATALOG_READ, STOCK_READ, ORDERS_READ, CUSTOMERS_READ, EVENTS_READ, AUDIT_READ, HEALTH_READ));

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = Set.copyOf(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /** Those that this program knows. */
    static Set<Role> named(String... names) {
        EnumSet<Role> known = EnumSet.noneOf(Role.class);
        for (Role role : values()) {
            if (Arrays.asList(names).contains(role.name())) {
                known.add(role);
            }
        }
        return known;
    }

    /** Everything that somebody with all these roles may do. */
    public static Set<Permission> permissions(Collection<Role> roles) {
        EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
        roles.forEach(role -> all.addAll(role.permissions));
        return Set.copyOf(all);
    }
}
