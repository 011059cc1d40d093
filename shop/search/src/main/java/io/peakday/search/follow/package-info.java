/** Keeps the index true to the catalogue: events, rebuilds, recovery. Internal to search. */
@NullMarked
package io.peakday.search.follow;

import org.jspecify.annotations.NullMarked;
