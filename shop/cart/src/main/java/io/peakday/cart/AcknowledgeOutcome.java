package io.peakday.cart;

/** What came of accepting the differences shown. */
public sealed interface AcknowledgeOutcome {
    /** Accepted: prices of now, no more units than there are, and what cannot be bought is saved for later. */
    record Acknowledged(CartView cart) implements AcknowledgeOutcome {}

    /** Something else has changed meanwhile; nothing was accepted. Show this and ask again. */
    record ChangedAgain(CartView cart) implements AcknowledgeOutcome {}

    /** The cart is frozen or finished. */
    record Refused(EditOutcome reason) implements AcknowledgeOutcome {}
}
