package io.peakday.notify;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail in the local mailbox.
 *
 * @param html the HTML part, as sent; untrusted, to be shown in a sandboxed frame only
 * @param text the plain-text part
 * @param source the whole message as it came over the wire, with all headers
 */
public record ReceivedMail(
        UUID id,
        String messageId,
        String sender,
        String recipient,
        String subject,
        @Nullable String html,
        @Nullable String text,
        String source,
        Instant receivedAt) {
    /** A line of the list. */
    public record Line(UUID id, String sender, String recipient, String subject, Instant receivedAt) {}
}
