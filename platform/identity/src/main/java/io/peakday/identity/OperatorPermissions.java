package io.peakday.identity;

import java.util.List;

/** What operators may do with a node: declared here because health, which it protects, lies below this module. */
public final class OperatorPermissions {
    public static final Permission HEALTH_READ = new Permission(Names.HEALTH_READ);

    static final List<DeclaredPermission> DECLARED =
            List.of(DeclaredPermission.of(HEALTH_READ, 170, Role.CATALOG, Role.FULFILMENT, Role.AUDITOR));

    private OperatorPermissions() {}

    /** As {@link Requires} names them. */
    public static final class Names {
        public static final String HEALTH_READ = "HEALTH_READ";

        private Names() {}
    }
}
