package io.peakday.storefront.layout;

import io.peakday.kernel.Money;
import io.peakday.pricing.ShippingSettings;
import io.peakday.storefrontkit.Delivery;
import java.util.Currency;
import java.util.List;

/** What can be promised about delivery: the first method's rate for the shop's own country. */
public final class DeliveryPromise {
    private static final Currency EURO = Currency.getInstance("EUR");

    private DeliveryPromise() {}

    /** @param country ISO 3166-1 alpha-2 */
    public static Delivery of(ShippingSettings settings, String country) {
        var methods = settings.methods();
        var zones = settings.zones();
        if (methods == null || zones == null) {
            return Delivery.UNKNOWN;
        }
        return methods.stream()
                .flatMap(method -> method.rates().stream())
                .filter(rate -> zones.getOrDefault(rate.zone(), List.of()).contains(country))
                .findFirst()
                .map(rate ->
                        new Delivery(days(rate), rate.freeFrom() == null ? null : new Money(rate.freeFrom(), EURO)))
                .orElse(Delivery.UNKNOWN);
    }

    private static String days(ShippingSettings.Rate rate) {
        return rate.minDays() == rate.maxDays()
                ? rate.minDays() + (rate.minDays() == 1 ? " working day" : " working days")
                : rate.minDays() + "–" + rate.maxDays() + " working days";
    }
}
