/** Deciding on reviews. */
@NullMarked
package io.peakday.reviews.console;

import org.jspecify.annotations.NullMarked;
