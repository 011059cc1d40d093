package io.peakday.sale;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one customer has, and had, in one sale. All amounts are units.
 *
 * @param held waiting for the payment
 * @param holdUntil until when; null where nothing is held
 * @param bought paid for
 * @param expired claimed before and not paid in time
 */
public record Holding(int held, @Nullable Instant holdUntil, int bought, int expired) {
    /** Of somebody who never claimed anything. */
    public static final Holding NONE = new Holding(0, null, 0, 0);
}
