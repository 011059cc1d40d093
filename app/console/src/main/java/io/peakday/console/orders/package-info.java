/** Orders: lists, one order, and what is done with it. */
@NullMarked
package io.peakday.console.orders;

import org.jspecify.annotations.NullMarked;
