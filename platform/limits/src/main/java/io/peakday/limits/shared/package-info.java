/** Counters that several nodes share through a Redis or Valkey server. */
@NullMarked
package io.peakday.limits.shared;

import org.jspecify.annotations.NullMarked;
