package io.peakday.sale;

import java.util.UUID;

/** What came of paying for a claim. */
public sealed interface PayOutcome {
    /** The units are the customer's. */
    record Sold(int quantity) implements PayOutcome {}

    /** This claim was paid before, with that order. */
    record AlreadySold(UUID orderId) implements PayOutcome {}

    /** There is no claim that is held: the hold has expired, or there never was one. */
    record NotHeld() implements PayOutcome {}
}
