package io.peakday.orders.checkout;

import java.util.Optional;
import java.util.UUID;

/** Turns carts into orders: exactly one per cart, for ever. */
public final class Checkout {
    /** What the cart would cost; changes nothing. */
    public Quote quote(QuoteRequest request) {
        throw new UnsupportedOperationException();
    }

    /** Buys the cart, or says what stands in the way. Safe to repeat with the same request. */
    public CheckoutOutcome place(CheckoutRequest request) {
        throw new UnsupportedOperationException();
    }

    /** Goes on with a checkout: after a challenge, a pending payment, or a crash. */
    public CheckoutOutcome resume(UUID checkoutId) {
        throw new UnsupportedOperationException();
    }

    /** Gives a checkout up: voids, releases, reopens the cart. */
    public CheckoutOutcome abandon(UUID checkoutId) {
        throw new UnsupportedOperationException();
    }

    public Optional<CheckoutView> find(UUID checkoutId) {
        throw new UnsupportedOperationException();
    }

    /** Picks up checkouts left by a dead process or past their deadline. @return how many it moved */
    public int sweep() {
        throw new UnsupportedOperationException();
    }
}
