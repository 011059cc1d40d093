package io.peakday.notify;

import io.peakday.identity.LinkRequest;
import io.peakday.identity.LinkTokens;
import io.peakday.notify.letter.Letter;

/** Puts the token into the link of a mail at the moment it is sent, so that neither events nor the queue hold one. */
final class MailLinks {
    private final LinkTokens tokens;
    private final GuestLinks guests;

    MailLinks(LinkTokens tokens, GuestLinks guests) {
        this.tokens = tokens;
        this.guests = guests;
    }

    /** The mail as its reader gets it: the same each time. */
    Letter complete(Letter letter) {
        LinkRequest request = letter.link();
        if (request == null) {
            return letter;
        }
        String token = GuestLinks.isOne(request)
                ? guests.token(request, letter.recipient())
                : tokens.token(request, letter.recipient());
        return letter.with(request, token);
    }
}
