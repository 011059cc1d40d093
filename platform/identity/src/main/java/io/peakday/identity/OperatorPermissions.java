package io.peakday.identity;

import java.util.List;

/** What operators may do with a node: declared here because health, which it protects, lies below this module. */
public final class OperatorPermissions {
    public static final Permission HEALTH_READ = new Permission(Names.HEALTH_READ);

    static final List<DeclaredPermission> DECLARED = List.of(DeclaredPermission.of(HEALTH_READ, 170, Role.AUDITOR));

    static final List<DeclaredRole> ROLES = List.of(
            DeclaredRole.of(Role.OWNER, 10), DeclaredRole.of(Role.SUPPORT, 40), DeclaredRole.of(Role.AUDITOR, 50));

    private OperatorPermissions() {}

    /** As {@link Requires} names them. */
    public static final class Names {
        public static final String HEALTH_READ = "HEALTH_READ";

        private Names() {}
    }
}
