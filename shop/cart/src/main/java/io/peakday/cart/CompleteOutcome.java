package io.peakday.cart;

import java.util.UUID;

/** What came of binding a cart to its order. */
public sealed interface CompleteOutcome {
    /**
     * Bound permanently.
     *
     * @param nextCartId the owner's new cart, holding what was saved for later
     */
    record Completed(UUID nextCartId) implements CompleteOutcome {}

    /** It was bound before; {@code orderId} is the order that stands, asked for or not. */
    record AlreadyCompleted(UUID orderId, UUID nextCartId) implements CompleteOutcome {}

    /** This checkout does not hold the cart (any more); nothing happened. */
    record NotLocked(CartState state) implements CompleteOutcome {}
}
