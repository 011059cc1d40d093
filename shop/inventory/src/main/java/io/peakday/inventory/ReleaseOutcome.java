package io.peakday.inventory;

/** What came of releasing a reservation. */
public sealed interface ReleaseOutcome {
    /** The units can be promised to others again. */
    record Released() implements ReleaseOutcome {}

    /**
     * There was nothing to release: it was released or had expired before, or was never made. In each case the id is
     * closed now, so that a reserve which arrives late takes nothing.
     */
    record NothingHeld() implements ReleaseOutcome {}

    /** The units are sold; what comes back comes through {@link Inventory#restock}. */
    record AlreadyConfirmed() implements ReleaseOutcome {}
}
