package io.peakday.payments;

import io.peakday.kernel.Checks;
import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment from before, which somebody else took: captured as a whole, and refunded in part, in whole or not at all.
 *
 * @param purpose what it was for, 1 to 100 characters
 * @param amount above zero
 * @param refunded from zero to the amount
 * @param refundedAt when it was refunded; null where nothing was
 */
public record SettledPayment(
        UUID id,
        String purpose,
        Money amount,
        Money refunded,
        Instant paidAt,
        @Nullable Instant refundedAt) {
    public SettledPayment {
        new Checks()
                .text("purpose", purpose, 1, 100)
                .require(amount.minor() > 0, "amount", "out-of-range", "amount must be above zero.")
                .require(
                        !refunded.isNegative() && refunded.compareTo(amount) <= 0,
                        "refunded",
                        "out-of-range",
                        "No more can have been refunded than was captured.")
                .require(
                        refunded.isZero() == (refundedAt == null),
                        "refundedAt",
                        "required",
                        "A refund needs the time when it was made.")
                .orThrow("payments.bad-payment", "This payment cannot be imported.");
    }
}
