/** Unsafe requests that may be sent again: one execution per key, its reply stored and replayed. */
@NullMarked
package io.peakday.idempotency;

import org.jspecify.annotations.NullMarked;
