package io.peakday.storefront;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** The form of checkout, as a customer fills it in. */
final class CheckoutForms {
    private CheckoutForms() {}

    /** @param page the one with the form */
    static Map<String, String> filled(HttpResponse<String> page) {
        return new HashMap<>(Map.ofEntries(
                Map.entry("checkoutId", Browser.hidden(page, "checkoutId")),
                Map.entry("expected", Browser.hidden(page, "expected")),
                Map.entry("email", "marta@example.org"),
                Map.entry("name", "Marta Kowalska"),
                Map.entry("line1", "Lange Straße 12"),
                Map.entry("postalCode", "04315"),
                Map.entry("city", "Leipzig"),
                Map.entry("country", "DE"),
                Map.entry("shippingMethod", "standard"),
                Map.entry("billSame", "yes"),
                Map.entry("billSameShown", "yes"),
                Map.entry("card.number", "4242 4242 4242 4242"),
                Map.entry("card.expiry", "12/29"),
                Map.entry("card.cvc", "123"),
                Map.entry("card.holder", "Marta Kowalska"),
                Map.entry("place", "yes")));
    }
}
