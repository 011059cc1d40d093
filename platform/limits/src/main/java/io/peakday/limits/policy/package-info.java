/** Which policies hold: read, checked, looked up by route. */
@NullMarked
package io.peakday.limits.policy;

import org.jspecify.annotations.NullMarked;
