/** The greeting on the front page. */
@NullMarked
package io.peakday.greeting.storefront;

import org.jspecify.annotations.NullMarked;
