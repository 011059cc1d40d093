package io.peakday.audit;

import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.Permission;
import io.peakday.identity.Requires;
import io.peakday.identity.Role;
import java.util.List;

/** What staff and programs may do with the audit log. */
public final class AuditPermissions {
    public static final Permission AUDIT_READ = new Permission(Names.AUDIT_READ);

    static final List<DeclaredPermission> DECLARED = List.of(DeclaredPermission.of(AUDIT_READ, 150, Role.AUDITOR));

    private AuditPermissions() {}

    /** As {@link Requires} names them. */
    public static final class Names {
        public static final String AUDIT_READ = "AUDIT_READ";

        private Names() {}
    }
}
