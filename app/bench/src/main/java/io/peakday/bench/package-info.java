/** Measures this program on this machine, beside the limits of the machine itself. */
@NullMarked
package io.peakday.bench;

import org.jspecify.annotations.NullMarked;
