package io.peakday.mail;

/**
 * Whose mails are no secret, such as those of accounts whose passwords everybody knows: the demo's. Filled by whoever makes such
 * accounts; without it there are none.
 */
public interface OpenRecipients {
    /** Whether mails to this address may be shown in full to everybody who may look at the mailbox. */
    boolean isOpen(String recipient);
}
