/** How several regions share one limit. */
@NullMarked
package io.peakday.limits.region;

import org.jspecify.annotations.NullMarked;
