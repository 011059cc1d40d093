/** How many pages a node answers; in a jar of its own. */
@NullMarked
package io.peakday.storefront.bench;

import org.jspecify.annotations.NullMarked;
