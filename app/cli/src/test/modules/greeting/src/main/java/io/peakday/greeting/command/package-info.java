/** What the command line has of this module: {@code greeting}. */
@NullMarked
package io.peakday.greeting.command;

import org.jspecify.annotations.NullMarked;
