/** Products: lists, editing, prices, history. */
@NullMarked
package io.peakday.catalog.console;

import org.jspecify.annotations.NullMarked;
