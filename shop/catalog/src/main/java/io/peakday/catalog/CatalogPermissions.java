package io.peakday.catalog;

import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.DeclaredRole;
import io.peakday.identity.OperatorPermissions;
import io.peakday.identity.Permission;
import io.peakday.identity.Role;
import java.util.List;

/** The permissions of the catalogue. */
public final class CatalogPermissions {
    public static final Permission CATALOG_READ = new Permission(Names.CATALOG_READ);
    public static final Permission CATALOG_WRITE = new Permission(Names.CATALOG_WRITE);

    /** Keeps what is sold: products, prices and departments. */
    public static final Role CATALOG = new Role("CATALOG");

    static final List<DeclaredPermission> DECLARED = List.of(
            DeclaredPermission.of(CATALOG_READ, 10, CATALOG, Role.SUPPORT, Role.AUDITOR),
            DeclaredPermission.of(CATALOG_WRITE, 20, CATALOG));

    static final List<DeclaredRole> ROLES = List.of(DeclaredRole.of(CATALOG, 20, OperatorPermissions.HEALTH_READ));

    private CatalogPermissions() {}

    /** As {@link io.peakday.identity.Requires} names them. */
    public static final class Names {
        public static final String CATALOG_READ = "CATALOG_READ";
        public static final String CATALOG_WRITE = "CATALOG_WRITE";

        private Names() {}
    }
}
