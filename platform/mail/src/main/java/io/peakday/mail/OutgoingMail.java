package io.peakday.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail on its way out, or one that was sent.
 *
 * @param id the mail's id
 * @param eventId the event that it was written for
 * @param kind what it is about: {@code order-confirmation}
 * @param recipient the e-mail address that it goes to
 * @param subject as its reader sees it
 * @param state where it is
 * @param attempts made so far
 * @param dueAt when it is tried next, while it is queued
 * @param lastError what the last failed attempt said; null if none failed, or the mail was sent since
 * @param queuedAt when it was written
 * @param sentAt when the mail server took it; null before
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
        /** To be sent, now or after a pause. */
        QUEUED,
        /** Taken by the mail server. */
        SENT,
        /** Given up; can be tried again by hand. */
        FAILED
    }
}
