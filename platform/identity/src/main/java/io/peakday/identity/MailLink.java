package io.peakday.identity;

import java.util.UUID;

/**
 * What the link in a mail is for. Reading it changes nothing: programs that look through mails follow links, too.
 *
 * @param ownerId whose account it is
 * @param email the address that the mail went to
 */
public record MailLink(Purpose purpose, UUID ownerId, String email) {
    public enum Purpose {
        /** Proves the account's own address. */
        VERIFY,
        /** Proves the address that the account is to have. */
        CHANGE,
        /** Sets a new password of a customer. */
        RESET,
        /** Takes the account back to the address it had. */
        UNDO,
        /** Sets a new password of a member of staff. */
        STAFF_RESET
    }

    @Override
    public String toString() {
        return purpose + ":" + ownerId;
    }
}
