package io.peakday.notify;

import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Failure;
import io.peakday.mail.Mailbox;
import io.peakday.mail.ReceivedMail;
import java.util.Optional;
import java.util.UUID;

/** Mails of the local mailbox in full, with the links by which their readers sign in: for who holds a permission that owners alone have. */
public record RevealedMails(Mailbox mailbox) {
    /** @throws Failure {@code identity.forbidden} unless the current actor holds {@link NotifyPermissions#MAILBOX_REVEAL} */
    public Optional<ReceivedMail> reveal(UUID id) {
        CurrentActor.require(NotifyPermissions.MAILBOX_REVEAL);
        return mailbox.get(id);
    }
}
