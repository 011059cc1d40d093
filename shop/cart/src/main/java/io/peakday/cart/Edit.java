package io.peakday.cart;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of one line, waiting for its transaction.
 *
 * @param quantity of {@code PUT} the new one, of {@code ADD} the difference, else 0
 * @param key under which it is done only once, however often it comes; {@code null} if it may be done again
 * @param price of now, of {@code CLAIM} the sale's; {@code null} where the variant is not sold, or where the change does not
 *     need it
 * @param claimed of {@code CLAIM}
 */
record Edit(
        Kind kind,
        UUID cartId,
        CartOwner owner,
        UUID variantId,
        int quantity,
        @Nullable UUID key,
        @Nullable Money price,
        Instant at,
        @Nullable Claimed claimed) {
    enum Kind {
        PUT,
        ADD,
        REMOVE,
        SAVE,
        UNSAVE,
        CLAIM
    }
}
