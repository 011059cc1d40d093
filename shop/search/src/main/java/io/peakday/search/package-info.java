/** Finding products: full text, facets, sorts, type-ahead. Answers come from a Lucene index in the process. */
@NullMarked
package io.peakday.search;

import org.jspecify.annotations.NullMarked;
