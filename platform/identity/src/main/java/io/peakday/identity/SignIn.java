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
     * @param deviceToken for the cookie that tells a known device; null if the device had one already
     */
    record SignedIn(
            UUID id, UUID sessionId, String token, @Nullable String deviceToken, Instant expiresAt, Duration life)
            implements SignIn {
        @Override
        public String toString() {
            return "session:" + sessionId;
        }
    }

    /** The e-mail address and password do not belong together; which of them is wrong is told to nobody. */
    record Refused() implements SignIn {}

    /** Too many attempts from there; nothing was checked. */
    record Throttled(Duration retryAfter) implements SignIn {}
}
