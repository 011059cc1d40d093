/** Measures relevance and latency, for {@code peakday bench}. */
@NullMarked
package io.peakday.search.bench;

import org.jspecify.annotations.NullMarked;
