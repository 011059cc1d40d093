package io.peakday.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a sign-in ended. */
public sealed interface SignIn {
    /**
     * It worked. Hand it to {@link SessionCookies#set} at once; the tokens are shown nowhere else.
     *
     * @param id the customer or member of staff
     * @param life from the sign-in to {@code expiresAt}
     * @param deviceToken for the cookie that identifies a known device; null if the device had one already
     */
    record SignedIn(
            UUID id, UUID sessionId, String token, @Nullable String deviceToken, Instant expiresAt, Duration life)
            implements SignIn {
        @Override
        public String toString() {
            return "session:" + sessionId;
        }
    }

    /** The e-mail address and password do not belong together, or the second factor is wrong; which of them is shown to nobody. */
    record Refused() implements SignIn {}

    /**
     * The password is right, and the member has a second factor, which is asked for now. Hand the token to {@link
     * SessionCookies#setSecondStep}; it opens nothing, and the second factor turns it into a session. Only staff.
     */
    record SecondStep(String token, Instant expiresAt, Duration life) implements SignIn {
        @Override
        public String toString() {
            return "second step";
        }
    }

    /** Too many attempts from there; nothing was checked. */
    record Throttled(Duration retryAfter) implements SignIn {}
}
