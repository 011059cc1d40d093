/** Products: lists, editing, prices, history. */
@NullMarked
package io.peakday.console.products;

import org.jspecify.annotations.NullMarked;
