/** Measures relevance and latency, for {@code peakday bench}. */
@NullMarked
package io.peakday.search.measure;

import org.jspecify.annotations.NullMarked;
