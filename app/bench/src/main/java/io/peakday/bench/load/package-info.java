/** A load generator small enough to leave the machine to what it measures. */
@NullMarked
package io.peakday.bench.load;

import org.jspecify.annotations.NullMarked;
