package io.peakday.demo;

import io.peakday.access.StaffMembers;
import io.peakday.catalog.CatalogPermissions;
import io.peakday.customers.Customers;
import io.peakday.identity.Role;
import io.peakday.inventory.InventoryPermissions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * The accounts of the demo store. Their passwords are known to everybody, so a real store is opened with
 * {@code --empty}.
 */
public final class DemoLogins {
    /** What all demo accounts have as password. */
    public static final String PASSWORD = "peakday-demo-2026";

    public static final String CUSTOMER_NAME = "Anna Lindgren";
    public static final String CUSTOMER = "anna@peakday.example";
    public static final String OWNER = "owner@peakday.example";

    /** A demo login and what it may do. */
    public record Login(String email, String name, Set<Role> roles) {}

    public static final List<Login> STAFF = List.of(
            new Login(OWNER, "Olivia Owner", Set.of(Role.OWNER)),
            new Login("catalog@peakday.example", "Carl Catalogue", Set.of(CatalogPermissions.CATALOG)),
            new Login("fulfilment@peakday.example", "Frida Fulfilment", Set.of(InventoryPermissions.FULFILMENT)),
            new Login("support@peakday.example", "Samuel Support", Set.of(Role.SUPPORT)));

    /** The demo's own domain; {@code .example} is reserved (RFC 2606), so nobody real has an address in it. */
    private static final String DOMAIN = "@peakday.example";

    private DemoLogins() {}

    /** Whether this can be the address of a demo customer; the addresses of its staff are like them and must be distinguished. */
    static boolean isCustomer(String email) {
        return email.strip().toLowerCase(Locale.ROOT).endsWith(DOMAIN);
    }

    static UUID ensure(Customers customers, StaffMembers staff) {
        STAFF.forEach(login -> staff.ensure(login.email(), login.name(), PASSWORD, login.roles()));
        return customers.ensure(CUSTOMER, CUSTOMER_NAME, PASSWORD);
    }
}
