/** Sale days: the list, planning, watching live, pausing, moving the closing, ending. */
@NullMarked
package io.peakday.sale.console;

import org.jspecify.annotations.NullMarked;
