package io.peakday.inventory;

import java.time.Instant;
import java.util.List;

/** What came of asking for stock. */
public sealed interface ReserveOutcome {
    /** All lines are reserved until then. */
    record Reserved(Instant until) implements ReserveOutcome {}

    /**
     * This reservation id was granted before; nothing was taken again.
     *
     * @param confirmed whether the units were already sold under it
     */
    record AlreadyReserved(Instant until, boolean confirmed) implements ReserveOutcome {}

    /** Nothing was taken, because of these lines. */
    @SuppressWarnings("AvoidCommonTypeNames") // short of units; java.lang.Short is not used near it
    record Short(List<Shortage> shortages) implements ReserveOutcome {
        public Short {
            shortages = List.copyOf(shortages);
        }
    }

    /** This reservation id was released by its owner, permanently; ask with a new id. */
    record Withdrawn() implements ReserveOutcome {}
}
