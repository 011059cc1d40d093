/** What every module shares: money, identifiers, and the way an error is reported. Closed and small; it knows no framework. */
@NullMarked
package io.peakday.kernel;

import org.jspecify.annotations.NullMarked;
