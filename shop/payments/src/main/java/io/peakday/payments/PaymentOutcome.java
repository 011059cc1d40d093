package io.peakday.payments;

/** How a payment stands after one step of it. */
public sealed interface PaymentOutcome {
    /** The payment as our records have it now. */
    Payment payment();

    /** The amount is held and can be captured. */
    record Authorized(Payment payment) implements PaymentOutcome {}

    /** The amount is taken, by this call or an earlier one. */
    record Captured(Payment payment) implements PaymentOutcome {}

    /** The bank refused; nothing is held. */
    record Declined(Payment payment, DeclineCode code) implements PaymentOutcome {}

    /** The card holder must answer a challenge at this address first. */
    record ChallengeNeeded(Payment payment, String url) implements PaymentOutcome {}

    /** No answer yet; ask again later, or wait for the webhook. Nothing is lost by asking again. */
    record Pending(Payment payment) implements PaymentOutcome {}

    /** Given up: nothing is held or all is refunded. */
    record Cancelled(Payment payment) implements PaymentOutcome {}
}
