package io.peakday.checkout;

import io.peakday.payments.DeclineCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A checkout as the table has it.
 *
 * @param frozen what was agreed; null once it is an order, which then holds it
 * @param deadline until when it may be paid, by the database's clock
 * @param late whether that was over when it was read
 */
record CheckoutRow(
        UUID id,
        UUID cartId,
        @Nullable UUID customerId,
        String email,
        CheckoutState state,
        @Nullable CheckoutSnapshot frozen,
        @Nullable String challengeUrl,
        @Nullable DeclineCode decline,
        int attempts,
        Instant deadline,
        boolean late) {

    /** What was agreed, of a checkout that is not an order. */
    CheckoutSnapshot agreed() {
        if (frozen == null) {
            throw new IllegalStateException("checkout " + id + " is " + state);
        }
        return frozen;
    }
}
