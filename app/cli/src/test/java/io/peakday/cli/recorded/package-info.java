/** A store's data folder, recorded once and opened by today's program. */
@NullMarked
package io.peakday.cli.recorded;

import org.jspecify.annotations.NullMarked;
