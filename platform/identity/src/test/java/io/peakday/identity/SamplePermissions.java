package io.peakday.identity;

import java.util.List;

/** What modules above declare in the program: the tests of rights need more than the own ones. */
public final class SamplePermissions {
    public static final Permission CATALOG_READ = new Permission(Names.CATALOG_READ);
    public static final Permission CATALOG_WRITE = new Permission(Names.CATALOG_WRITE);
    public static final Permission STOCK_READ = new Permission(Names.STOCK_READ);
    public static final Permission STOCK_WRITE = new Permission(Names.STOCK_WRITE);
    public static final Permission ORDERS_READ = new Permission(Names.ORDERS_READ);
    public static final Permission ORDERS_WRITE = new Permission(Names.ORDERS_WRITE);
    public static final Permission PAYMENTS_REFUND = new Permission(Names.PAYMENTS_REFUND);
    public static final Permission REVIEWS_MODERATE = new Permission(Names.REVIEWS_MODERATE);
    /** Lists mails, and shows them with what is secret in them masked. */
    public static final Permission MAILBOX_READ = new Permission(Names.MAILBOX_READ);

    /** Shows a mail with the links by which its reader signs in: whoever has this can be anybody. Of owners only. */
    public static final Permission MAILBOX_REVEAL = new Permission(Names.MAILBOX_REVEAL);

    public static final Role CATALOG = new Role("CATALOG");
    public static final Role FULFILMENT = new Role("FULFILMENT");

    static final List<DeclaredRole> ROLES = List.of(
            DeclaredRole.of(CATALOG, 20, OperatorPermissions.HEALTH_READ),
            DeclaredRole.of(FULFILMENT, 30, OperatorPermissions.HEALTH_READ));

    public static final List<DeclaredPermission> DECLARED = List.of(
            DeclaredPermission.of(CATALOG_READ, 10, CATALOG, FULFILMENT, Role.SUPPORT, Role.AUDITOR),
            DeclaredPermission.of(CATALOG_WRITE, 20, CATALOG),
            DeclaredPermission.of(STOCK_READ, 30, CATALOG, FULFILMENT, Role.SUPPORT, Role.AUDITOR),
            DeclaredPermission.of(STOCK_WRITE, 40, FULFILMENT),
            DeclaredPermission.of(ORDERS_READ, 50, FULFILMENT, Role.SUPPORT, Role.AUDITOR),
            DeclaredPermission.of(ORDERS_WRITE, 60, FULFILMENT, Role.SUPPORT),
            DeclaredPermission.of(PAYMENTS_REFUND, 70, Role.SUPPORT),
            DeclaredPermission.of(REVIEWS_MODERATE, 100, CATALOG, Role.SUPPORT),
            DeclaredPermission.of(MAILBOX_READ, 110, Role.SUPPORT),
            DeclaredPermission.of(MAILBOX_REVEAL, 120));

    private SamplePermissions() {}

    /** As {@link Requires} names them. */
    public static final class Names {
        public static final String CATALOG_READ = "CATALOG_READ";
        public static final String CATALOG_WRITE = "CATALOG_WRITE";
        public static final String STOCK_READ = "STOCK_READ";
        public static final String STOCK_WRITE = "STOCK_WRITE";
        public static final String ORDERS_READ = "ORDERS_READ";
        public static final String ORDERS_WRITE = "ORDERS_WRITE";
        public static final String PAYMENTS_REFUND = "PAYMENTS_REFUND";
        public static final String REVIEWS_MODERATE = "REVIEWS_MODERATE";
        public static final String MAILBOX_READ = "MAILBOX_READ";
        public static final String MAILBOX_REVEAL = "MAILBOX_REVEAL";

        private Names() {}
    }
}
