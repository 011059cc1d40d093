/** Orders: lists, one order, and what is done with it. */
@NullMarked
package io.peakday.orders.console;

import org.jspecify.annotations.NullMarked;
