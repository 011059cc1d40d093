package io.peakday.identity.mail;

import io.peakday.identity.LinkTokens;
import io.peakday.identity.MailLink.Purpose;
import io.peakday.mail.LinkRequest;
import io.peakday.mail.MailLinks;
import java.util.Arrays;
import java.util.Locale;

/** The links in mails about accounts. */
public record AccountLinks(LinkTokens tokens) implements MailLinks {
    @Override
    public boolean makes(String purpose) {
        return Arrays.stream(Purpose.values())
                .anyMatch(one -> one.name().toLowerCase(Locale.ROOT).equals(purpose));
    }

    @Override
    public String token(LinkRequest request, String recipient) {
        return tokens.token(request, recipient);
    }
}
