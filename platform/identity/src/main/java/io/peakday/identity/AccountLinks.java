package io.peakday.identity;

import io.peakday.identity.MailLink.Purpose;
import io.peakday.mail.LinkRequest;
import io.peakday.mail.MailLinks;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The links in mails about accounts. */
record AccountLinks(LinkTokens tokens) implements MailLinks {
    @Override
    public Set<String> purposes() {
        return Arrays.stream(Purpose.values())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String token(LinkRequest request, String recipient) {
        return tokens.token(request, recipient);
    }
}
