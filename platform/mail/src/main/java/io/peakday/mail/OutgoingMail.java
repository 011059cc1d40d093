package io.peakday.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail on its way out, or one that was sent.
 *
 * @param eventId what it was written for
 * @param kind what it is about: {@code order-confirmation}
 * @param attempts made so far
 * @param dueAt when it is tried next
 * @param lastError what the last failed attempt said
 */
public record OutgoingMail(
        UUID id,
        UUID eventId,
        String kind,
        String recipient,
        String subject,
        State state,
        int attempts,
        Instant dueAt,
        @Nullable String lastError,
        Instant queuedAt,
        @Nullable Instant sentAt) {
    /** Where it is. */
    public enum State {
        QUEUED,
        SENT,
        /** Given up; can be tried again by hand. */
        FAILED
    }
}
