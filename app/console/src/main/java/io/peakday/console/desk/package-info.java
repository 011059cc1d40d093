/** What every page of the console shares: the frame, addresses, words and drawings. */
@NullMarked
package io.peakday.console.desk;

import org.jspecify.annotations.NullMarked;
