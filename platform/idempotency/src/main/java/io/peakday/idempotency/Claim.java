package io.peakday.idempotency;

/** What came of asking for a key. */
sealed interface Claim {
    /** The key is the caller's for the time of its lease: do the work. */
    record Granted() implements Claim {}

    /** The work was done before; this is its sealed reply. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answered(byte[] sealedReply) implements Claim {}

    /** Somebody is doing the work just now. */
    record Busy() implements Claim {}

    /** The key belongs to another request. */
    record Reused() implements Claim {}
}
