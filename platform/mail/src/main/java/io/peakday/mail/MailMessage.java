package io.peakday.mail;

import org.jspecify.annotations.Nullable;

/**
 * A mail ready to be sent, but for the token of its link.
 *
 * @param kind what it is about, stable: {@code order-confirmation}
 * @param recipient one address
 * @param subject one line
 * @param html a whole document
 * @param text the same, for readers without HTML
 * @param link whose token the texts lack: the request's id stands in its place; null where there is none
 */
public record MailMessage(
        String kind,
        String recipient,
        String subject,
        String html,
        String text,
        @Nullable LinkRequest link) {
    /** One without a token. */
    public MailMessage(String kind, String recipient, String subject, String html, String text) {
        this(kind, recipient, subject, html, text, null);
    }

    /** The same with the token of its link. Nobody knew the request's id before, so nothing else in the texts is it. */
    public MailMessage with(LinkRequest request, String token) {
        String id = request.id().toString();
        return new MailMessage(kind, recipient, subject, html.replace(id, token), text.replace(id, token));
    }
}
