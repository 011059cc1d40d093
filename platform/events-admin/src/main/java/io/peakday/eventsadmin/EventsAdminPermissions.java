package io.peakday.eventsadmin;

import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.Permission;
import io.peakday.identity.Role;
import java.util.List;

/** The permissions of what staff do about events. */
public final class EventsAdminPermissions {
    /** Sees how events flow, and what could not be handled. */
    public static final Permission EVENTS_READ = new Permission(Names.EVENTS_READ);

    /** Has events handled or sent again, and gives them up. */
    public static final Permission EVENTS_REPLAY = new Permission(Names.EVENTS_REPLAY);

    static final List<DeclaredPermission> DECLARED =
            List.of(DeclaredPermission.of(EVENTS_READ, 130, Role.AUDITOR), DeclaredPermission.of(EVENTS_REPLAY, 140));

    private EventsAdminPermissions() {}

    /** As {@link io.peakday.identity.Requires} names them. */
    public static final class Names {
        public static final String EVENTS_READ = "EVENTS_READ";
        public static final String EVENTS_REPLAY = "EVENTS_REPLAY";

        private Names() {}
    }
}
