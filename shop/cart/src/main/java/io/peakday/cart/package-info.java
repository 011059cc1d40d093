/** Carts: what a shopper means to buy, on every device, until it becomes an order. */
@NullMarked
package io.peakday.cart;

import org.jspecify.annotations.NullMarked;
