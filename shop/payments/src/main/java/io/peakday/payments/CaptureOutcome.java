package io.peakday.payments;

/** What a provider says to a capture. */
public sealed interface CaptureOutcome {
    /** The amount is taken. */
    record Captured(String reference) implements CaptureOutcome {}

    /** The provider refuses permanently; nothing was taken by this key. */
    record Refused(DeclineCode code) implements CaptureOutcome {}

    /** No answer: it may or may not have been taken. Ask again with the same key. */
    record Unknown(String reason) implements CaptureOutcome {}
}
