/** One product: gallery, variants, offers, reviews. */
@NullMarked
package io.peakday.storefront.product;

import org.jspecify.annotations.NullMarked;
