package io.peakday.payments;

/** What a provider says to a refund. */
public sealed interface RefundOutcome {
    /** The amount is on its way back. */
    record Refunded(String reference) implements RefundOutcome {}

    /** The provider refuses permanently; nothing was refunded by this key. */
    record Refused(DeclineCode code) implements RefundOutcome {}

    /** No answer: it may or may not have been refunded. Ask again with the same key. */
    record Unknown(String reason) implements RefundOutcome {}
}
