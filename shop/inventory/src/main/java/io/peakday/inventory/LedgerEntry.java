package io.peakday.inventory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One movement, written once and never changed.
 *
 * @param sequence position in the ledger; grows, with gaps
 * @param onHandDelta units that came (positive) or went
 * @param reservedDelta units that were claimed (positive) or released
 * @param reference the reservation, adjustment or restock that caused it
 * @param reason in words, where a person or a caller gave one
 */
public record LedgerEntry(
        long sequence,
        Instant at,
        UUID variantId,
        UUID locationId,
        Kind kind,
        int onHandDelta,
        int reservedDelta,
        @Nullable UUID reference,
        String reason) {
    /** Why stock moved. */
    public enum Kind {
        RESERVE,
        CONFIRM,
        RELEASE,
        EXPIRE,
        ADJUST,
        RESTOCK,
        COUNT
    }
}
