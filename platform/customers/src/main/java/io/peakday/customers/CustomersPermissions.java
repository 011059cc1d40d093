package io.peakday.customers;

import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.Permission;
import io.peakday.identity.Requires;
import io.peakday.identity.Role;
import java.util.List;

/** What staff and programs may do with customers and with what is kept of people. */
public final class CustomersPermissions {
    public static final Permission CUSTOMERS_READ = new Permission(Names.CUSTOMERS_READ);
    public static final Permission CUSTOMERS_WRITE = new Permission(Names.CUSTOMERS_WRITE);
    /** Erase people, export what is kept about them, and see what the law keeps of those who were erased. */
    public static final Permission PRIVACY_MANAGE = new Permission(Names.PRIVACY_MANAGE);

    static final List<DeclaredPermission> DECLARED = List.of(
            DeclaredPermission.of(CUSTOMERS_READ, 80, Role.SUPPORT, Role.AUDITOR),
            DeclaredPermission.of(CUSTOMERS_WRITE, 90, Role.SUPPORT),
            DeclaredPermission.of(PRIVACY_MANAGE, 180));

    private CustomersPermissions() {}

    /** As {@link Requires} names them. */
    public static final class Names {
        public static final String CUSTOMERS_READ = "CUSTOMERS_READ";
        public static final String CUSTOMERS_WRITE = "CUSTOMERS_WRITE";
        public static final String PRIVACY_MANAGE = "PRIVACY_MANAGE";

        private Names() {}
    }
}
