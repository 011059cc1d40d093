/** What every page shares: head, header, footer, product cards. */
@NullMarked
package io.peakday.storefront.layout;

import org.jspecify.annotations.NullMarked;
