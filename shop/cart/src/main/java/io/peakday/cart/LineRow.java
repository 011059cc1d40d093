package io.peakday.cart;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A line as stored.
 *
 * @param accepted the price a piece that the shopper has seen
 */
record LineRow(UUID cartId, UUID variantId, int quantity, boolean saved, Money accepted, Instant addedAt) {
    LineRow withQuantity(int pieces) {
        return new LineRow(cartId, variantId, pieces, saved, accepted, addedAt);
    }

    LineRow withSaved(boolean later) {
        return new LineRow(cartId, variantId, quantity, later, accepted, addedAt);
    }

    LineRow withAccepted(Money price) {
        return new LineRow(cartId, variantId, quantity, saved, price, addedAt);
    }

    LineRow in(UUID otherCart) {
        return new LineRow(otherCart, variantId, quantity, saved, accepted, addedAt);
    }
}
