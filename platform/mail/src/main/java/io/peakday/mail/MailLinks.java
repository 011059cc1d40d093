package io.peakday.mail;

import io.peakday.kernel.Failure;

/** Makes the tokens in links of mails when these are sent. Filled by every module whose mails hold links. */
public interface MailLinks {
    /** Whether links for this purpose are its own. */
    boolean makes(String purpose);

    /**
     * The token, the same each time.
     *
     * @param recipient the address that the mail goes to
     * @throws Failure if it cannot be made here, and perhaps by another node or later: the mail waits
     */
    String token(LinkRequest request, String recipient);
}
