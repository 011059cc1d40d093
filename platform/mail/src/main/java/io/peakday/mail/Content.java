package io.peakday.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, independent of how it is shown.
 *
 * @param preview what the list of an inbox shows after the subject
 * @param reason why the reader gets this mail
 */
public record Content(String subject, String heading, String preview, List<Block> blocks, String reason) {
    /** One line, so that nothing a customer wrote can become a header. */
    public Content {
        subject = subject.replaceAll("\\s+", " ").strip();
    }

    public MailMessage to(String recipient, String kind) {
        return to(recipient, kind, null);
    }

    /** @param link whose id stands in the content's address in the place of the token */
    public MailMessage to(String recipient, String kind, @Nullable LinkRequest link) {
        return new MailMessage(kind, recipient, subject, HtmlPage.of(this), TextPage.of(this), link);
    }
}
