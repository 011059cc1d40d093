package io.peakday.mail;

import io.peakday.kernel.Failure;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts the token into the link of a mail at the moment it is sent, so that neither events nor the queue hold one. */
final class LinkCompletion {
    private final List<MailLinks> makers;

    LinkCompletion(List<MailLinks> makers) {
        this.makers = List.copyOf(makers);
    }

    /** What links of mails may be for that are sent here. */
    Set<String> purposes() {
        return makers.stream().flatMap(one -> one.purposes().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The mail as its reader gets it: the same each time.
     *
     * @throws Failure {@code notify.link-unknown} if no module of this node makes such links, or what the one that does throws
     */
    MailMessage complete(MailMessage message) {
        LinkRequest request = message.link();
        if (request == null) {
            return message;
        }
        MailLinks maker = makers.stream()
                .filter(one -> one.purposes().contains(request.purpose()))
                .findFirst()
                .orElseThrow(() -> Failure.unavailable(
                        "notify.link-unknown",
                        "No module of this node makes links for " + request.purpose() + ".",
                        null));
        return message.with(request, maker.token(request, message.recipient()));
    }
}
