/** Mails: written for events, queued durably, sent by SMTP; and the local mailbox that receives them by default. */
@NullMarked
package io.peakday.notify;

import org.jspecify.annotations.NullMarked;
