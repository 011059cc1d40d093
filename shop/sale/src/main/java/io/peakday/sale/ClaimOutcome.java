package io.peakday.sale;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of a claim. */
public sealed interface ClaimOutcome {
    /** Yours until then, if you pay; durable when it is returned. */
    record Claimed(int quantity, Instant holdUntil) implements ClaimOutcome {}

    /** You had claimed before; nothing was taken again. */
    record AlreadyClaimed(int quantity, Instant holdUntil) implements ClaimOutcome {}

    /** Nothing is left now. Holds that are not paid in time come back. */
    record SoldOut() implements ClaimOutcome {}

    /** @param state why: not yet, not now, or not any more */
    record NotOpen(SaleState state, Instant opensAt) implements ClaimOutcome {}

    /**
     * It is not your turn yet. You have a place in line and keep it; claim again when it is, or after {@code retryAfter}.
     *
     * @param position how many are before you; null before the opening, where the draw is still to come
     * @param estimate how long that may take; null where nobody can say
     */
    record Waiting(@Nullable Long position, @Nullable Duration estimate, Duration retryAfter) implements ClaimOutcome {}

    /**
     * Join the waiting room with a solved challenge first.
     *
     * @param difficulty how hard it is
     */
    record ChallengeRequired(int difficulty) implements ClaimOutcome {}

    /** This sale is for those who know its code, and none or a wrong one was given. */
    record AccessRequired() implements ClaimOutcome {}

    /** @param perCustomer the most of one customer, what you bought included */
    record LimitReached(int perCustomer) implements ClaimOutcome {}
}
