/** Reviews on pages of the shop: what buyers say of a product, and the page to write one. */
@NullMarked
package io.peakday.reviews.storefront;

import org.jspecify.annotations.NullMarked;
