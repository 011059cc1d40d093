/** Sale days: what is coming and running, the page of a sale, and claiming. */
@NullMarked
package io.peakday.sale.storefront;

import org.jspecify.annotations.NullMarked;
