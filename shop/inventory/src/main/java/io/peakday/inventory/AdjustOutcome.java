package io.peakday.inventory;

import java.util.List;

/** What came of correcting the stock. */
public sealed interface AdjustOutcome {
    /** Done; the levels of the variants concerned afterwards. */
    record Adjusted(List<StockLevel> levels) implements AdjustOutcome {
        public Adjusted {
            levels = List.copyOf(levels);
        }
    }

    /** Done before under this id; nothing happened. */
    record AlreadyAdjusted(List<StockLevel> levels) implements AdjustOutcome {
        public AlreadyAdjusted {
            levels = List.copyOf(levels);
        }
    }

    /** Refused: fewer units would lie there than are reserved, or fewer than none. */
    record BelowReserved(int onHand, int reserved) implements AdjustOutcome {}
}
