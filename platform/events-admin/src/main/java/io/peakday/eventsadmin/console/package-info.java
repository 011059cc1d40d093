/** Events that could not be handled. */
@NullMarked
package io.peakday.eventsadmin.console;

import org.jspecify.annotations.NullMarked;
