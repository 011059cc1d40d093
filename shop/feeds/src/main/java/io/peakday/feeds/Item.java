package io.peakday.feeds;

/** One thing to deal with: what an import counts, and what it can go on after. */
sealed interface Item {
    /** Where it starts in the file. */
    long line();

    /** How many rows had been read when it was complete. */
    long rows();

    record Wanted(long line, long rows, ImportedProduct product) implements Item {}

    record Rejected(long line, long rows, String id, String field, String reason) implements Item {}
}
