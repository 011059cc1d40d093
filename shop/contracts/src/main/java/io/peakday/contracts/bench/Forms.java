package io.peakday.contracts.bench;

import java.util.UUID;

/** The bodies that somebody who buys sends. */
public final class Forms {
    /** A card that pays at once, for one cart. */
    public static String card(String cart) {
        return CARD.substring(0, CARD.length() - 1) + ",\"cartId\":\"" + cart + "\"}";
    }

    private static final String CARD =
            "{\"number\":\"4242424242424242\",\"expiryMonth\":\"12\",\"expiryYear\":\"2031\","
                    + "\"cvc\":\"123\",\"holder\":\"Bench Shopper\"}";

    private static final String ADDRESS =
            "{\"name\":\"Bench Shopper\",\"line1\":\"Lindenstraße 1\",\"postalCode\":\"10115\",\"city\":\"Berlin\",\"country\":\"DE\"}";

    private Forms() {}

    /** Buys a cart with a card's token. */
    public static String checkout(UUID checkoutId, String cart, String token) {
        return "{\"checkoutId\":\"" + checkoutId + "\",\"cartId\":\"" + cart
                + "\",\"email\":\"bench@peakday.example\",\"shipTo\":" + ADDRESS
                + ",\"shippingMethod\":\"standard\",\"paymentToken\":\"" + token
                + "\",\"paidWith\":\"Visa •••• 4242\"}";
    }
}
