/** Type-ahead and the popular queries it learns. Internal to search. */
@NullMarked
package io.peakday.search.suggest;

import org.jspecify.annotations.NullMarked;
