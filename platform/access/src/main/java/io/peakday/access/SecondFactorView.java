package io.peakday.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The second factors of a member of staff.
 *
 * @param appSince since when an authenticator app is set up; null: none is
 * @param passkeys oldest first
 * @param recoveryCodes how many are left
 */
public record SecondFactorView(@Nullable Instant appSince, List<PasskeyView> passkeys, int recoveryCodes) {
    public SecondFactorView {
        passkeys = List.copyOf(passkeys);
    }

    /** Whether sign-in asks for one; recovery codes alone are none. */
    public boolean isSet() {
        return appSince != null || !passkeys.isEmpty();
    }
}
