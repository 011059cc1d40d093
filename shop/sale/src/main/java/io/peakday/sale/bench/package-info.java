/** How many claims a sale takes, and a flash sale rehearsed; in a jar of its own. */
@NullMarked
package io.peakday.sale.bench;

import org.jspecify.annotations.NullMarked;
