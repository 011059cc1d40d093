/** Deciding on reviews. */
@NullMarked
package io.peakday.console.reviews;

import org.jspecify.annotations.NullMarked;
