package io.peakday.reviews;

/** What became of a submitted review. */
public sealed interface SubmitOutcome {
    /** It is saved; its state says whether it is seen already. */
    record Submitted(Review review) implements SubmitOutcome {}

    /** The customer has reviewed this product before; that review can be edited. */
    record AlreadyReviewed(Review review) implements SubmitOutcome {}

    /** The customer has not bought this product here. */
    record NotPurchased() implements SubmitOutcome {}
}
