package io.peakday.inventory;

import java.util.List;

/** What came of turning a reservation into a sale. */
public sealed interface ConfirmOutcome {
    /**
     * The units are sold.
     *
     * @param retaken whether the hold had expired and the units were still there to be taken again
     */
    record Confirmed(boolean retaken) implements ConfirmOutcome {}

    /** They were sold under this id before; nothing happened. */
    record AlreadyConfirmed() implements ConfirmOutcome {}

    /** The hold had expired and somebody else has the units by now; nothing happened. */
    record Expired(List<Shortage> shortages) implements ConfirmOutcome {
        public Expired {
            shortages = List.copyOf(shortages);
        }
    }

    /** Its owner has released it; nothing happened. */
    record Withdrawn() implements ConfirmOutcome {}
}
