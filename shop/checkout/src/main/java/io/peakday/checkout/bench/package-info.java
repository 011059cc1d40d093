/** How many carts and checkouts a node takes, and a race for the last units rehearsed; in a jar of its own. */
@NullMarked
package io.peakday.checkout.bench;

import org.jspecify.annotations.NullMarked;
