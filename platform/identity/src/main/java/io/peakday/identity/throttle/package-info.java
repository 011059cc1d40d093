/** How often something may be tried. */
@NullMarked
package io.peakday.identity.throttle;

import org.jspecify.annotations.NullMarked;
