/** Events that could not be handled. */
@NullMarked
package io.peakday.console.events;

import org.jspecify.annotations.NullMarked;
