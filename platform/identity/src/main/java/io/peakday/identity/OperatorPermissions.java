package io.peakday.identity;

import java.util.List;

/** What operators may do with a node. They are declared here because what they protect, events and health, lies below this module. */
public final class OperatorPermissions {
    public static final Permission EVENTS_READ = new Permission(Names.EVENTS_READ);
    public static final Permission EVENTS_REPLAY = new Permission(Names.EVENTS_REPLAY);
    public static final Permission HEALTH_READ = new Permission(Names.HEALTH_READ);

    static final List<DeclaredPermission> DECLARED = List.of(
            DeclaredPermission.of(EVENTS_READ, 130, Role.AUDITOR),
            DeclaredPermission.of(EVENTS_REPLAY, 140),
            DeclaredPermission.of(HEALTH_READ, 170, Role.CATALOG, Role.FULFILMENT, Role.AUDITOR));

    private OperatorPermissions() {}

    /** As {@link Requires} names them. */
    public static final class Names {
        public static final String EVENTS_READ = "EVENTS_READ";
        public static final String EVENTS_REPLAY = "EVENTS_REPLAY";
        public static final String HEALTH_READ = "HEALTH_READ";

        private Names() {}
    }
}
