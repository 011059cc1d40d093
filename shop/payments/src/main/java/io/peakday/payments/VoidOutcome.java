package io.peakday.payments;

/** What a provider says to giving up an authorization. */
public sealed interface VoidOutcome {
    /** Nothing is held any more (or never was). */
    record Voided() implements VoidOutcome {}

    /** Too late: the amount has been captured. Refund it instead. */
    record AlreadyCaptured() implements VoidOutcome {}

    /** No answer. Ask again with the same key. */
    record Unknown(String reason) implements VoidOutcome {}
}
