/** Sales of sought-after items: a quantity set aside, claimed by many at once, never oversold. */
@NullMarked
package io.peakday.sale;

import org.jspecify.annotations.NullMarked;
