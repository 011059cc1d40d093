/** From cart to confirmation. */
@NullMarked
package io.peakday.storefront.checkout;

import org.jspecify.annotations.NullMarked;
