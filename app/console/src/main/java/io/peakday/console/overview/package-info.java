/** The first page: how the store does. */
@NullMarked
package io.peakday.console.overview;

import org.jspecify.annotations.NullMarked;
