/** The local mailbox. */
@NullMarked
package io.peakday.notify.console;

import org.jspecify.annotations.NullMarked;
