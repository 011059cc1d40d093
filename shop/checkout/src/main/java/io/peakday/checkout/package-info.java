/** From a cart to an order: prepare under lock, pay outside any transaction, finalize resumably. */
@NullMarked
package io.peakday.checkout;

import org.jspecify.annotations.NullMarked;
