package io.peakday.sale;

import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.Permission;
import io.peakday.identity.Role;
import java.util.List;

/** What is bought in a sale, its claims, becomes an order: who may read orders may read claims. Declared here because orders lie above. */
public final class SalePermissions {
    public static final Permission ORDERS_READ = new Permission(Names.ORDERS_READ);

    static final List<DeclaredPermission> DECLARED =
            List.of(DeclaredPermission.of(ORDERS_READ, 50, Role.FULFILMENT, Role.SUPPORT, Role.AUDITOR));

    private SalePermissions() {}

    /** As {@link io.peakday.identity.Requires} names them. */
    public static final class Names {
        public static final String ORDERS_READ = "ORDERS_READ";

        private Names() {}
    }
}
