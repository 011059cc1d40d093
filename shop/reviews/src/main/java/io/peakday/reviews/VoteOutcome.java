package io.peakday.reviews;

/** What became of a helpful vote. */
public sealed interface VoteOutcome {
    /** It counts. */
    record Counted(int helpful) implements VoteOutcome {}

    /** This customer's vote counted already. */
    record AlreadyVoted(int helpful) implements VoteOutcome {}

    /** Nobody votes for their own review. */
    record OwnReview() implements VoteOutcome {}
}
