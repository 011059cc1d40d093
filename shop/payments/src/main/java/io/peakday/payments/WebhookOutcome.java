package io.peakday.payments;

/** What became of a webhook. */
public enum WebhookOutcome {
    /** Read, believed and applied. */
    ACCEPTED,
    /** Came before; nothing changed. */
    DUPLICATE,
    /** Believed, but about a payment that is not ours. */
    UNRELATED
}
