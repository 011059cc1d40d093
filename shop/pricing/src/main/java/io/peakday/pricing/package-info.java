/** What a basket costs where it goes: shipping methods and zones, taxes by country, totals. Pure decisions. */
@NullMarked
package io.peakday.pricing;

import org.jspecify.annotations.NullMarked;
