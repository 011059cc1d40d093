/** Every error in one shape: what an exception means to the caller, and how it is written and logged. */
@NullMarked
package io.peakday.problems;

import org.jspecify.annotations.NullMarked;
