package io.peakday.greeting;

import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.Permission;
import io.peakday.identity.Role;
import java.util.List;

/** The permission of greetings. */
public final class GreetingPermissions {
    public static final Permission GREETING_READ = new Permission(Names.GREETING_READ);

    static final List<DeclaredPermission> DECLARED = List.of(DeclaredPermission.of(GREETING_READ, 1000, Role.AUDITOR));

    private GreetingPermissions() {}

    /** As {@link io.peakday.identity.Requires} names them. */
    public static final class Names {
        public static final String GREETING_READ = "GREETING_READ";

        private Names() {}
    }
}
