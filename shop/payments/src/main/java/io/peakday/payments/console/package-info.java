/** How the store is paid, on the overview. */
@NullMarked
package io.peakday.payments.console;

import org.jspecify.annotations.NullMarked;
