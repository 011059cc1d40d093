/** What embedded engines share: ports on this machine. */
@NullMarked
package io.peakday.engines.local;

import org.jspecify.annotations.NullMarked;
