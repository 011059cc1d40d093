/** Mails: written from events by the modules that bring them, queued durably, sent by SMTP; and a local mailbox. */
@NullMarked
package io.peakday.mail;

import org.jspecify.annotations.NullMarked;
