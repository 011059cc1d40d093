package io.peakday.identity;

import io.peakday.events.EventType;
import java.util.UUID;

/** The facts that the accounts of staff tell; topic {@code identity}, key: the member's id. */
public final class StaffEvents {
    /** A member of staff asked to reset the password; the link does it once. */
    public record StaffPasswordResetRequested(UUID staffId, String email, String name, String resetLink) {}

    /** The password of a member of staff was changed or reset; tell them. */
    public record StaffPasswordChanged(UUID staffId, String email, String name) {}

    public static final EventType<StaffPasswordResetRequested> PASSWORD_RESET_REQUESTED =
            new EventType<>("staff.password-reset-requested", 1, "identity", StaffPasswordResetRequested.class);
    public static final EventType<StaffPasswordChanged> PASSWORD_CHANGED =
            new EventType<>("staff.password-changed", 1, "identity", StaffPasswordChanged.class);

    private StaffEvents() {}
}
