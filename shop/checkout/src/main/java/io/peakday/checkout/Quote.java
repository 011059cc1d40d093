package io.peakday.checkout;

import io.peakday.kernel.Money;
import io.peakday.pricing.Shipping;
import io.peakday.pricing.Totals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cart would cost, for every way it can travel; empty where we do not ship to that country.
 *
 * @param country where the goods would go, ISO 3166-1 alpha-2, upper case
 * @param options cheapest first
 * @param taxNote a sentence about taxes where one is needed (a place with its own tax or none, the United States), else null;
 *     also in the totals of each option
 */
public record Quote(
        String country, List<Option> options, @Nullable String taxNote) {
    /**
     * One way to travel, with its price and the totals.
     *
     * @param shipping the method, and when the goods would arrive
     * @param price of shipping, gross
     * @param freeFrom value of goods from which this way costs nothing; null where it is never free
     * @param totals what the order would cost this way
     */
    public record Option(
            Shipping shipping, Money price, @Nullable Money freeFrom, Totals totals) {}
}
