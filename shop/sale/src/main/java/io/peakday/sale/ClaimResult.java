package io.peakday.sale;

/** What became of a claim in its group. */
sealed interface ClaimResult {
    /** @param left units that nobody had claimed then */
    record Decided(ClaimOutcome outcome, int left) implements ClaimResult {}

    /** There is no such sale. */
    record NoSale() implements ClaimResult {}

    /** The session that asked is not open any more. */
    record SessionOver() implements ClaimResult {}
}
