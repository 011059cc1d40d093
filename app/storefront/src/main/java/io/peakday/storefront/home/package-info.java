/** The front page. */
@NullMarked
package io.peakday.storefront.home;

import org.jspecify.annotations.NullMarked;
