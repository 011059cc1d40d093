/** What audits read of payments; in a jar of its own. */
@NullMarked
package io.peakday.payments.bench;

import org.jspecify.annotations.NullMarked;
