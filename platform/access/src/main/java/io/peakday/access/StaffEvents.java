package io.peakday.access;

import io.peakday.events.EventType;
import io.peakday.mail.LinkRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of the accounts of staff; topic {@code identity}, key: the member's id. */
public final class StaffEvents {
    /**
     * A member of staff asked to reset the password; the link does it once.
     *
     * @param resetLink of the version before; null since
     * @param link null in events of the version before
     */
    public record StaffPasswordResetRequested(
            UUID staffId,
            String email,
            String name,
            @Nullable String resetLink,
            @Nullable LinkRequest link) {
        public StaffPasswordResetRequested(UUID staffId, String email, String name, LinkRequest link) {
            this(staffId, email, name, null, link);
        }
    }

    /** The password of a member of staff was changed or reset; notify them. */
    public record StaffPasswordChanged(UUID staffId, String email, String name) {}

    /** What happened to the second factors of a member of staff. */
    public enum SecondFactorChange {
        APP_ADDED,
        APP_REMOVED,
        PASSKEY_ADDED,
        PASSKEY_REMOVED,
        CODES_RENEWED,
        RECOVERY_CODE_USED,
        /** All of them, by an owner or from the command line. */
        REMOVED_BY_OTHERS,
        /** Nothing changed: somebody who knows the password has tried too many codes. */
        GUESSED
    }

    /**
     * The second factors of a member of staff were changed, or tried; notify them.
     *
     * @param recoveryCodes how many are left
     */
    public record StaffSecondFactorChanged(
            UUID staffId, String email, String name, SecondFactorChange change, int recoveryCodes) {}

    public static final EventType<StaffPasswordResetRequested> PASSWORD_RESET_REQUESTED =
            new EventType<>("staff.password-reset-requested", 2, "identity", StaffPasswordResetRequested.class);
    public static final EventType<StaffPasswordChanged> PASSWORD_CHANGED =
            new EventType<>("staff.password-changed", 1, "identity", StaffPasswordChanged.class);
    public static final EventType<StaffSecondFactorChanged> SECOND_FACTOR_CHANGED =
            new EventType<>("staff.second-factor-changed", 1, "identity", StaffSecondFactorChanged.class);

    private StaffEvents() {}
}
