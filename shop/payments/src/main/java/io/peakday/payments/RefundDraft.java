package io.peakday.payments;

import io.peakday.kernel.Checks;
import io.peakday.kernel.Money;
import java.util.UUID;

/**
 * A refund to be made.
 *
 * @param id made by the caller; the same id never refunds twice
 * @param amount above zero, at most what is left of the captured amount
 * @param reason shown to staff, 1 to 200 characters
 */
public record RefundDraft(UUID id, UUID paymentId, Money amount, String reason) {
    public RefundDraft {
        new Checks()
                .require(amount.minor() > 0, "amount", "out-of-range", "amount must be above zero.")
                .text("reason", reason, 1, 200)
                .orThrow("payments.bad-refund", "This refund cannot be made.");
    }
}
