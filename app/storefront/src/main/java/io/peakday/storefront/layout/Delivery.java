package io.peakday.storefront.layout;

import io.peakday.kernel.Money;
import io.peakday.orders.pricing.ShippingSettings;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is promised about delivery before an address is known: the first method's rate for the shop's own country.
 *
 * @param days {@code 2–3 working days}
 * @param freeFrom the value of goods from which it costs nothing; null: never
 */
public record Delivery(String days, @Nullable Money freeFrom) {
    /** Where nothing can be promised. */
    static final Delivery UNKNOWN = new Delivery("a few working days", null);

    private static final Currency EURO = Currency.getInstance("EUR");

    /** @param country ISO 3166-1 alpha-2 */
    public static Delivery of(ShippingSettings settings, String country) {
        var methods = settings.methods();
        var zones = settings.zones();
        if (methods == null || zones == null) {
            return UNKNOWN;
        }
        return methods.stream()
                .flatMap(method -> method.rates().stream())
                .filter(rate -> zones.getOrDefault(rate.zone(), List.of()).contains(country))
                .findFirst()
                .map(rate ->
                        new Delivery(days(rate), rate.freeFrom() == null ? null : new Money(rate.freeFrom(), EURO)))
                .orElse(UNKNOWN);
    }

    /** The line on the product page. */
    public String line(Money price) {
        Money free = freeFrom;
        boolean costsNothing = free != null && price.currency().equals(free.currency()) && price.compareTo(free) >= 0;
        return "With you in " + days + (costsNothing ? ", free of charge" : "");
    }

    private static String days(ShippingSettings.Rate rate) {
        return rate.minDays() == rate.maxDays()
                ? rate.minDays() + (rate.minDays() == 1 ? " working day" : " working days")
                : rate.minDays() + "–" + rate.maxDays() + " working days";
    }
}
