package io.peakday.identity;

import java.util.List;

/** What staff and programs may do with accounts, keys and what is recorded of people. */
public final class IdentityPermissions {
    public static final Permission CUSTOMERS_READ = new Permission(Names.CUSTOMERS_READ);
    public static final Permission CUSTOMERS_WRITE = new Permission(Names.CUSTOMERS_WRITE);
    public static final Permission AUDIT_READ = new Permission(Names.AUDIT_READ);
    public static final Permission STAFF_MANAGE = new Permission(Names.STAFF_MANAGE);
    /** Erase people, export what is kept about them, and see what the law keeps of those who were erased. */
    public static final Permission PRIVACY_MANAGE = new Permission(Names.PRIVACY_MANAGE);

    static final List<DeclaredPermission> DECLARED = List.of(
            DeclaredPermission.of(CUSTOMERS_READ, 80, Role.SUPPORT, Role.AUDITOR),
            DeclaredPermission.of(CUSTOMERS_WRITE, 90, Role.SUPPORT),
            DeclaredPermission.of(AUDIT_READ, 150, Role.AUDITOR),
            DeclaredPermission.of(STAFF_MANAGE, 160),
            DeclaredPermission.of(PRIVACY_MANAGE, 180));

    private IdentityPermissions() {}

    /** As {@link Requires} names them. */
    public static final class Names {
        public static final String CUSTOMERS_READ = "CUSTOMERS_READ";
        public static final String CUSTOMERS_WRITE = "CUSTOMERS_WRITE";
        public static final String AUDIT_READ = "AUDIT_READ";
        public static final String STAFF_MANAGE = "STAFF_MANAGE";
        public static final String PRIVACY_MANAGE = "PRIVACY_MANAGE";

        private Names() {}
    }
}
