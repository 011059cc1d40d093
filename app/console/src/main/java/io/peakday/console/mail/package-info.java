/** The local mailbox. */
@NullMarked
package io.peakday.console.mail;

import org.jspecify.annotations.NullMarked;
