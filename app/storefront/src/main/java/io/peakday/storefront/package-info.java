/** The shop a customer sees: server-rendered pages over the façades of the rooms below. */
@NullMarked
package io.peakday.storefront;

import org.jspecify.annotations.NullMarked;
