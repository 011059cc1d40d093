/** Counters of one key in this process. */
@NullMarked
package io.peakday.limits.count;

import org.jspecify.annotations.NullMarked;
