/** From a request to a page of hits: understanding the query, ranking, facets, fall-backs. Internal to search. */
@NullMarked
package io.peakday.search.find;

import org.jspecify.annotations.NullMarked;
