package io.peakday.cli.recorded;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody who buys at the API, with an account or as a guest. */
final class Customer {
    static final String PASSWORD = "a long sentence of many words";
    static final String GOOD_CARD = "4242424242424242";
    static final String CARD_WITH_CHALLENGE = "4000000000003220";

    private final Client client;
    private final String email;

    Customer(Client client, String email) {
        this.client = client;
        this.email = email;
    }

    Client client() {
        return client;
    }

    String email() {
        return email;
    }

    /** With a new account, signed in. */
    Customer registered(String name) {
        client.post("/api/v1/customers", json("email", email, "name", name, "password", PASSWORD));
        return signedIn();
    }

    Customer signedIn() {
        client.post("/api/v1/session", json("email", email, "password", PASSWORD));
        return this;
    }

    UUID cart() {
        return UUID.fromString(client.post("/api/v1/carts", "").path("id").asString());
    }

    void put(UUID cart, UUID variant, int quantity) {
        client.put("/api/v1/carts/" + cart + "/lines/" + variant, "{\"quantity\":%d}".formatted(quantity));
    }

    /** Buys that, with a card that is good, and returns the order's number. */
    String buys(UUID variant, int quantity) {
        UUID cart = cart();
        put(cart, variant, quantity);
        return pay(UUID.randomUUID(), cart, GOOD_CARD).path("orderNumber").asString();
    }

    /** The same order however often it is asked for with the same ids. */
    JsonNode pay(UUID checkout, UUID cart, String card) {
        String token = client.post("/api/v1/payment-tokens", """
                        {"number":"%s","expiryMonth":"12","expiryYear":"2099","cvc":"123","holder":"Kim Example",
                         "cartId":"%s"}""".formatted(card, cart))
                .path("token")
                .asString();
        return client.send(
                        "POST",
                        "/api/v1/checkouts",
                        """
                        {"checkoutId":"%s","cartId":"%s","email":"%s","shippingMethod":"standard","paymentToken":"%s",
                         "shipTo":{"name":"Kim Example","line1":"Kai 1","postalCode":"20457","city":"Hamburg",
                                   "country":"DE"}}""".formatted(checkout, cart, email, token),
                        Map.of("Idempotency-Key", checkout.toString()))
                .ok()
                .json();
    }

    /** An object of texts: names and values in turn. */
    static String json(@Nullable String... namesAndValues) {
        ObjectNode object = Client.JSON.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return object.toString();
    }
}
