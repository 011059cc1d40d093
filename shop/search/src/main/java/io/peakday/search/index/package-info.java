/** The Lucene index: documents, columns for filters and facets, near-real-time snapshots. Internal to search. */
@NullMarked
package io.peakday.search.index;

import org.jspecify.annotations.NullMarked;
