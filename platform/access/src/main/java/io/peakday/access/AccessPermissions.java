package io.peakday.access;

import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.Permission;
import io.peakday.identity.Requires;
import java.util.List;

/** What staff and programs may do with staff, API keys and the keys that all nodes share. */
public final class AccessPermissions {
    public static final Permission STAFF_MANAGE = new Permission(Names.STAFF_MANAGE);

    static final List<DeclaredPermission> DECLARED = List.of(DeclaredPermission.of(STAFF_MANAGE, 160));

    private AccessPermissions() {}

    /** As {@link Requires} names them. */
    public static final class Names {
        public static final String STAFF_MANAGE = "STAFF_MANAGE";

        private Names() {}
    }
}
