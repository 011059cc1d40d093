package io.peakday.cart;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cart as stored.
 *
 * @param watched whether somebody has it open live, on any node
 */
record CartRow(
        UUID id,
        @Nullable UUID customerId,
        CartState state,
        long version,
        int lines,
        @Nullable UUID checkoutId,
        @Nullable UUID continuedBy,
        boolean watched) {

    /** A guest's cart belongs to whoever knows its id, a customer's to that customer. */
    boolean belongsTo(CartOwner owner) {
        return customerId == null || customerId.equals(owner.customerId());
    }

    CartRow edited(int lineCount) {
        return new CartRow(id, customerId, state, version + 1, lineCount, checkoutId, continuedBy, watched);
    }

    CartRow frozenBy(UUID checkout) {
        return new CartRow(id, customerId, CartState.CHECKOUT, version + 1, lines, checkout, continuedBy, watched);
    }

    /** Why it cannot be edited; {@code null} if it can. */
    @Nullable
    EditOutcome refusal() {
        UUID checkout = checkoutId;
        UUID next = continuedBy;
        if (state == CartState.CHECKOUT && checkout != null) {
            return new EditOutcome.InCheckout(checkout);
        }
        return next != null ? new EditOutcome.Closed(state, next) : null;
    }
}
