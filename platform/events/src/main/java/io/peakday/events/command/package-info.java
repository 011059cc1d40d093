/** What the command line has of this module: {@code events}. */
@NullMarked
package io.peakday.events.command;

import org.jspecify.annotations.NullMarked;
