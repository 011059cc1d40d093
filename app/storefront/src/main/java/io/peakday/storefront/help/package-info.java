/** Pages that only say something, and what is shown when something fails. */
@NullMarked
package io.peakday.storefront.help;

import org.jspecify.annotations.NullMarked;
