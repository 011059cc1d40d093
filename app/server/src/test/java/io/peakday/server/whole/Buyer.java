package io.peakday.server.whole;

import io.peakday.kernel.Ids;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A guest who buys through the API, one step at a time. */
public final class Buyer extends Caller {
    public static final String GOOD_CARD = "4242424242424242";

    private final String email;
    private final UUID checkout;
    private @Nullable UUID cart;

    public Buyer(String url, String email) {
        this(url, email, Ids.next(), null);
    }

    private Buyer(String url, String email, UUID checkout, @Nullable UUID cart) {
        super(url);
        this.email = email;
        this.checkout = checkout;
        this.cart = cart;
    }

    /** The same person on another node, with the same cart and checkout. */
    public Buyer at(String url) {
        return new Buyer(url, email, checkout, cart);
    }

    /** The same person with the same cart, who begins the checkout again. */
    public Buyer another() {
        return new Buyer(url(), email, Ids.next(), cart);
    }

    public String email() {
        return email;
    }

    public UUID cart() {
        if (cart == null) {
            cart = UUID.fromString(post("/api/v1/carts", "").ok().get("id").asString());
        }
        return cart;
    }

    public UUID checkout() {
        return checkout;
    }

    public Buyer puts(UUID variant, int quantity) {
        put("/api/v1/carts/" + cart() + "/lines/" + variant, "{\"quantity\":%d}".formatted(quantity))
                .ok();
        return this;
    }

    /** Gives the card to the payment module, as the shop's page does before it orders. */
    public String token(String card) {
        return post("/api/v1/payment-tokens", """
                        {"number":"%s","expiryMonth":"12","expiryYear":"2030","cvc":"123","holder":"Kim Example"}""".formatted(card))
                .ok()
                .get("token")
                .asString();
    }

    public Answer orders() {
        return orders(token(GOOD_CARD));
    }

    public Answer orders(String token) {
        try {
            return tryOrders(token);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Places the order: the very same request, with the same checkout's id and the same key, however often this is asked. */
    public Answer tryOrders(String token) throws IOException {
        return trySend(
                "POST",
                "/api/v1/checkouts",
                """
                        {"checkoutId":"%s","cartId":"%s","email":"%s","shippingMethod":"standard","paymentToken":"%s",
                         "shipTo":{"name":"Kim Example","line1":"Kai 1","postalCode":"20457","city":"Hamburg",
                                   "country":"DE"}}""".formatted(checkout(), cart(), email, token),
                checkout().toString());
    }
}
