package io.peakday.storefrontkit;

import io.peakday.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * What is promised about delivery before an address is known.
 *
 * @param days {@code 2–3 working days}
 * @param freeFrom the value of goods from which it costs nothing; null: never
 */
public record Delivery(String days, @Nullable Money freeFrom) {
    /** Where nothing can be promised. */
    public static final Delivery UNKNOWN = new Delivery("a few working days", null);

    /** The line on the product page. */
    public String line(Money price) {
        Money free = freeFrom;
        boolean costsNothing = free != null && price.currency().equals(free.currency()) && price.compareTo(free) >= 0;
        return "With you in " + days + (costsNothing ? ", free of charge" : "");
    }
}
