/** What is to be bought, on every device at once. */
@NullMarked
package io.peakday.storefront.cart;

import org.jspecify.annotations.NullMarked;
