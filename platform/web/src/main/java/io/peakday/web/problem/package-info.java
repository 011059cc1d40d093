/** Every error in one shape: what an exception means to the caller, and how it is written and logged. */
@NullMarked
package io.peakday.web.problem;

import org.jspecify.annotations.NullMarked;
