package io.peakday.notify;

import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.Permission;
import io.peakday.identity.Role;
import java.util.List;

/** The permissions of the mailbox. */
public final class NotifyPermissions {
    /** Lists mails, and shows them with what is secret in them masked. */
    public static final Permission MAILBOX_READ = new Permission(Names.MAILBOX_READ);

    /** Shows a mail with the links by which its reader signs in: whoever has this can be anybody. Of owners only. */
    public static final Permission MAILBOX_REVEAL = new Permission(Names.MAILBOX_REVEAL);

    static final List<DeclaredPermission> DECLARED =
            List.of(DeclaredPermission.of(MAILBOX_READ, 110, Role.SUPPORT), DeclaredPermission.of(MAILBOX_REVEAL, 120));

    private NotifyPermissions() {}

    /** As {@link io.peakday.identity.Requires} names them. */
    public static final class Names {
        public static final String MAILBOX_READ = "MAILBOX_READ";
        public static final String MAILBOX_REVEAL = "MAILBOX_REVEAL";

        private Names() {}
    }
}
