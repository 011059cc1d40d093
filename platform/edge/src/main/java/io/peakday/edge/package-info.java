/** What every request passes first, dispatcher or not: limits, cross-site check, security headers, metrics, problems. */
@NullMarked
package io.peakday.edge;

import org.jspecify.annotations.NullMarked;
