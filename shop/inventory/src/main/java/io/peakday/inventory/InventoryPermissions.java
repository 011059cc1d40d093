package io.peakday.inventory;

import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.Permission;
import io.peakday.identity.Role;
import java.util.List;

/** The permissions of the stock. */
public final class InventoryPermissions {
    public static final Permission STOCK_READ = new Permission(Names.STOCK_READ);
    public static final Permission STOCK_WRITE = new Permission(Names.STOCK_WRITE);

    static final List<DeclaredPermission> DECLARED = List.of(
            DeclaredPermission.of(STOCK_READ, 30, Role.CATALOG, Role.FULFILMENT, Role.SUPPORT, Role.AUDITOR),
            DeclaredPermission.of(STOCK_WRITE, 40, Role.FULFILMENT));

    private InventoryPermissions() {}

    /** As {@link io.peakday.identity.Requires} names them. */
    public static final class Names {
        public static final String STOCK_READ = "STOCK_READ";
        public static final String STOCK_WRITE = "STOCK_WRITE";

        private Names() {}
    }
}
