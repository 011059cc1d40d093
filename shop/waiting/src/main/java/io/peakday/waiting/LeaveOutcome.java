package io.peakday.waiting;

/** What came of leaving. */
public sealed interface LeaveOutcome {
    /** The place is given up; whoever joins again stands at the end, or before the opening where they stood. */
    record Left() implements LeaveOutcome {}

    /** Too late to leave: the turn has come, and the place is counted as used. */
    record AlreadyAdmitted() implements LeaveOutcome {}

    /** There was no place to give up. */
    record NoPlace() implements LeaveOutcome {}
}
