/** How much anybody may ask for in a time: policies, their counters, and the answer to those who ask for more. */
@NullMarked
package io.peakday.limits;

import org.jspecify.annotations.NullMarked;
