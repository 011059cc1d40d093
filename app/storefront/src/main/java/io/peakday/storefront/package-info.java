/** The shop a customer sees: server-rendered pages over the façades of the modules below. */
@NullMarked
package io.peakday.storefront;

import org.jspecify.annotations.NullMarked;
