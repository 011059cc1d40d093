package io.peakday.mail;

import io.peakday.kernel.Failure;
import java.util.Set;

/** Makes the tokens in links of mails when these are sent. Filled by every module whose mails hold links. */
public interface MailLinks {
    /** What its links are for, as their requests say ({@link LinkRequest#purpose}); nobody else's are. */
    Set<String> purposes();

    /**
     * The token, the same each time.
     *
     * @param recipient the address that the mail goes to
     * @throws Failure if it cannot be made here, and perhaps by another node or later: the mail waits
     */
    String token(LinkRequest request, String recipient);
}
