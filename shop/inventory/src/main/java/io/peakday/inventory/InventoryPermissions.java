package io.peakday.inventory;

import io.peakday.catalog.CatalogPermissions;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.DeclaredRole;
import io.peakday.identity.OperatorPermissions;
import io.peakday.identity.Permission;
import io.peakday.identity.Role;
import java.util.List;

/** The permissions of the stock. */
public final class InventoryPermissions {
    public static final Permission STOCK_READ = new Permission(Names.STOCK_READ);
    public static final Permission STOCK_WRITE = new Permission(Names.STOCK_WRITE);

    /** Keeps the stock and sends out what was ordered. */
    public static final Role FULFILMENT = new Role("FULFILMENT");

    static final List<DeclaredPermission> DECLARED = List.of(
            DeclaredPermission.of(STOCK_READ, 30, CatalogPermissions.CATALOG, FULFILMENT, Role.SUPPORT, Role.AUDITOR),
            DeclaredPermission.of(STOCK_WRITE, 40, FULFILMENT));

    static final List<DeclaredRole> ROLES =
            List.of(DeclaredRole.of(FULFILMENT, 30, OperatorPermissions.HEALTH_READ, CatalogPermissions.CATALOG_READ));

    private InventoryPermissions() {}

    /** As {@link io.peakday.identity.Requires} names them. */
    public static final class Names {
        public static final String STOCK_READ = "STOCK_READ";
        public static final String STOCK_WRITE = "STOCK_WRITE";

        private Names() {}
    }
}
