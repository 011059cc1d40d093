package io.peakday.inventory;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages of stock for the people who run the store. Every page is read by an index, from where the last one ended. */
public final class StockReports {
    StockReports() {}

    /** One stock row. */
    public record Row(UUID variantId, UUID locationId, int onHand, int reserved) {
        public int available() {
            return onHand - reserved;
        }
    }

    /** A variant at or below its threshold. */
    public record Low(UUID variantId, int available, int threshold) {}

    /** Counts for an overview. */
    public record Overview(long variants, long onHand, long reserved, long low, long soldOut, long holds) {}

    /**
     * Stock rows by variant and location.
     *
     * @param after continue after this row's variant; {@code null} from the start
     * @param limit variants of a page, 1 to 200; all rows of a variant are on one page
     */
    public List<Row> rows(@Nullable UUID after, int limit) {
        throw new UnsupportedOperationException();
    }

    /** The rows of one variant, by location. */
    public List<Row> rows(UUID variantId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Ledger entries, newest first.
     *
     * @param variantId only of this variant, or all
     * @param before continue before this sequence; {@code null} from the newest
     * @param limit 1 to 500
     */
    public List<LedgerEntry> ledger(@Nullable UUID variantId, @Nullable Long before, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Variants at or below their threshold, by variant id. */
    public List<Low> low(@Nullable UUID after, int limit) {
        throw new UnsupportedOperationException();
    }

    /** The own threshold of a variant, if it has one. */
    public Optional<Integer> threshold(UUID variantId) {
        throw new UnsupportedOperationException();
    }

    public Overview overview() {
        throw new UnsupportedOperationException();
    }
}
