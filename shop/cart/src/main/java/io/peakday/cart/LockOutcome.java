package io.peakday.cart;

import java.util.UUID;

/** What came of freezing a cart for a checkout. */
public sealed interface LockOutcome {
    /**
     * Frozen for this checkout, now or before. The lines were checked against catalogue and stock when it was frozen
     * now; a frozen cart is not checked again, because its stock may be reserved by this very checkout.
     *
     * @param again whether it was frozen by this checkout before
     */
    record Locked(CartView cart, boolean again) implements LockOutcome {
        /** Frozen now. */
        public Locked(CartView cart) {
            this(cart, false);
        }
    }

    /** Nothing to buy in it; not frozen. */
    record Empty() implements LockOutcome {}

    /** Another checkout has frozen it. */
    record InCheckout(UUID checkoutId) implements LockOutcome {}

    /** It became this order before. */
    record AlreadyCompleted(UUID orderId) implements LockOutcome {}

    /** It was merged into another cart at sign-in. */
    record Merged(UUID into) implements LockOutcome {}

    /** There is no such cart, or it belongs to somebody else. */
    record NotFound() implements LockOutcome {}
}
