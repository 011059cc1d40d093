package io.peakday.payments;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A refund as our records have it. A {@code PENDING} one counts against what can still be refunded; it is asked for again
 * by the reconcile sweep until the provider has answered.
 */
public record Refund(UUID id, UUID paymentId, Money amount, State state, String reason, Instant createdAt) {
    /** How a refund stands. */
    public enum State {
        PENDING,
        DONE,
        REFUSED
    }
}
