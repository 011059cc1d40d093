package io.peakday.orders;

import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.Permission;
import io.peakday.identity.Role;
import io.peakday.inventory.InventoryPermissions;
import java.util.List;

/** The permissions of orders. */
public final class OrdersPermissions {
    public static final Permission ORDERS_READ = new Permission(Names.ORDERS_READ);
    public static final Permission ORDERS_WRITE = new Permission(Names.ORDERS_WRITE);

    static final List<DeclaredPermission> DECLARED = List.of(
            DeclaredPermission.of(ORDERS_READ, 50, InventoryPermissions.FULFILMENT, Role.SUPPORT, Role.AUDITOR),
            DeclaredPermission.of(ORDERS_WRITE, 60, InventoryPermissions.FULFILMENT, Role.SUPPORT));

    private OrdersPermissions() {}

    /** As {@link io.peakday.identity.Requires} names them. */
    public static final class Names {
        public static final String ORDERS_READ = "ORDERS_READ";
        public static final String ORDERS_WRITE = "ORDERS_WRITE";

        private Names() {}
    }
}
