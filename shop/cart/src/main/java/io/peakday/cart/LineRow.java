package io.peakday.cart;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line as stored.
 *
 * @param accepted the price a unit that the shopper has seen; of a claimed line the sale's
 * @param claimed null of an ordinary line, which a claim is once its time is over by the database's clock
 */
record LineRow(
        UUID cartId,
        UUID variantId,
        int quantity,
        boolean saved,
        Money accepted,
        Instant addedAt,
        @Nullable Claimed claimed) {
    LineRow withQuantity(int units) {
        return new LineRow(cartId, variantId, units, saved, accepted, addedAt, claimed);
    }

    LineRow withSaved(boolean later) {
        return new LineRow(cartId, variantId, quantity, later, accepted, addedAt, claimed);
    }

    LineRow withAccepted(Money price) {
        return new LineRow(cartId, variantId, quantity, saved, price, addedAt, claimed);
    }

    LineRow in(UUID otherCart) {
        return new LineRow(otherCart, variantId, quantity, saved, accepted, addedAt, claimed);
    }

    /** These units, claimed at this price, instead of what the line was before. */
    LineRow claimed(int units, Money price, Claimed where) {
        return new LineRow(cartId, variantId, units, false, price, addedAt, where);
    }
}
