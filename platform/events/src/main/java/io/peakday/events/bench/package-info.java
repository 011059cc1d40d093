/** How many events pass from outbox to handler; in a jar of its own. */
@NullMarked
package io.peakday.events.bench;

import org.jspecify.annotations.NullMarked;
