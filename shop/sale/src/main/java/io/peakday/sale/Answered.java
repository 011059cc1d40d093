package io.peakday.sale;

/** What became of a claim in its group. */
sealed interface Answered {
    /** @param left pieces that nobody had claimed then */
    record Decided(ClaimOutcome outcome, int left) implements Answered {}

    /** There is no such sale. */
    record NoSale() implements Answered {}

    /** The session that asked is not open any more. */
    record SessionOver() implements Answered {}
}
