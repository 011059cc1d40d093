/** What audits read of mails; in a jar of its own. */
@NullMarked
package io.peakday.mail.bench;

import org.jspecify.annotations.NullMarked;
