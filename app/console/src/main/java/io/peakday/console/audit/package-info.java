/** Who did what. */
@NullMarked
package io.peakday.console.audit;

import org.jspecify.annotations.NullMarked;
