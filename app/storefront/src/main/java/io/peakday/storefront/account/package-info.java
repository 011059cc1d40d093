/** Everything that belongs to a customer, and signing in to it. */
@NullMarked
package io.peakday.storefront.account;

import org.jspecify.annotations.NullMarked;
