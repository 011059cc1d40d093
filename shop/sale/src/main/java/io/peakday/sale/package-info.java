/** Sales of sought-after items: an allocated quantity, claimed by many at once, never oversold. */
@NullMarked
package io.peakday.sale;

import org.jspecify.annotations.NullMarked;
