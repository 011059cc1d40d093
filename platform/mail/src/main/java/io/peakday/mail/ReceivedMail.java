package io.peakday.mail;

import io.peakday.kernel.Secrets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail in the local mailbox.
 *
 * @param id the mail's id in the mailbox
 * @param messageId its Message-ID
 * @param sender the sender's e-mail address
 * @param recipient the recipient's e-mail address
 * @param subject as its reader sees it
 * @param html the HTML part, null where there is none; untrusted, to be shown in a sandboxed frame only
 * @param text the plain-text part, null where there is none
 * @param source the whole message as it came over the wire, with all headers; of a masked mail the headers alone
 * @param receivedAt when it came in
 * @param masked whether tokens, links with tokens and the like were taken out
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
        Instant receivedAt,
        boolean masked) {
    private static final String LEFT_OUT = "\n\n(The body is left out here: it may hold secrets in any encoding.)\n";

    /**
     * A mail as a list shows it.
     *
     * @param id the mail's id in the mailbox
     * @param sender the sender's e-mail address
     * @param recipient the recipient's e-mail address
     * @param subject as its reader sees it, with what is secret in it masked
     * @param receivedAt when it came in
     */
    public record Line(UUID id, String sender, String recipient, String subject, Instant receivedAt) {}

    /** The same without what is secret in it. */
    ReceivedMail withoutSecrets() {
        return new ReceivedMail(
                id,
                messageId,
                sender,
                recipient,
                Secrets.masked(subject),
                html == null ? null : Secrets.masked(html),
                text == null ? null : Secrets.masked(text),
                Secrets.masked(headers()) + LEFT_OUT,
                receivedAt,
                true);
    }

    private String headers() {
        String lines = source.replace("\r\n", "\n");
        int end = lines.indexOf("\n\n");
        return end < 0 ? lines : lines.substring(0, end);
    }
}
