/** Sale days: what is coming and running, the page of a sale, and claiming. */
@NullMarked
package io.peakday.storefront.sale;

import org.jspecify.annotations.NullMarked;
