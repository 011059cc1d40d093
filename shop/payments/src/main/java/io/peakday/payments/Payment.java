package io.peakday.payments;

import io.peakday.kernel.Money;
import io.peakday.kernel.Secrets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One payment for one checkout, as our records have it.
 *
 * @param id made by the caller; the provider's keys are derived from it
 * @param purpose what it is for, as staff read it: the checkout's or order's name
 * @param state where it stands
 * @param amount what is asked for; all of it is authorized and captured
 * @param captured what has been taken so far
 * @param refunded what has been refunded so far, never above the captured amount
 * @param cardToken what stands for the card; masked wherever it is shown
 * @param returnPath the path of this site that a challenge leads back to
 * @param decline why it was declined, in state {@code DECLINED} only
 * @param challengeUrl where the card holder answers, in state {@code CHALLENGED} only; masked wherever it is shown
 * @param createdAt when it was written down
 * @param updatedAt when it changed last
 */
public record Payment(
        UUID id,
        String purpose,
        PaymentState state,
        Money amount,
        Money captured,
        Money refunded,
        String cardToken,
        String returnPath,
        @Nullable DeclineCode decline,
        @Nullable String challengeUrl,
        Instant createdAt,
        Instant updatedAt) {

    /** The same to be shown: without what a card could be charged with, and without where its holder says yes. */
    public Payment withoutSecrets() {
        return new Payment(
                id,
                purpose,
                state,
                amount,
                captured,
                refunded,
                Secrets.MASK,
                returnPath,
                decline,
                challengeUrl == null ? null : Secrets.MASK,
                createdAt,
                updatedAt);
    }

    /** What can still be refunded. */
    public Money refundable() {
        return captured.minus(refunded);
    }
}
