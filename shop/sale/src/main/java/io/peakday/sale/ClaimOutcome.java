package io.peakday.sale;

import java.time.Instant;

/** What came of a claim. */
public sealed interface ClaimOutcome {
    /** Yours until then, if you pay; durable when it is told. */
    record Claimed(int quantity, Instant holdUntil) implements ClaimOutcome {}

    /** You had claimed before; nothing was taken again. */
    record AlreadyClaimed(int quantity, Instant holdUntil) implements ClaimOutcome {}

    /** Nothing is left now. Holds that are not paid in time come back. */
    record SoldOut() implements ClaimOutcome {}

    /** @param state why: not yet, not now, or not any more */
    record NotOpen(SaleState state, Instant opensAt) implements ClaimOutcome {}

    /** @param perCustomer the most of one customer, what you bought included */
    record LimitReached(int perCustomer) implements ClaimOutcome {}
}
