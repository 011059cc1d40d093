package io.peakday.inventory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One movement of stock, written once and never changed.
 *
 * @param sequence position in the ledger; grows, with gaps
 * @param at when it happened
 * @param variantId the variant that moved
 * @param locationId where it moved
 * @param kind why it moved
 * @param onHandDelta units that came (positive) or went
 * @param reservedDelta units that were claimed (positive) or released
 * @param reference the id of the reservation, adjustment or restock that caused it; null for a count
 * @param reason in words; empty where none was given
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
        /** Units were reserved. */
        RESERVE,
        /** Reserved units were sold, and left. */
        CONFIRM,
        /** Reserved units were set free. */
        RELEASE,
        /** Reserved units were set free, because the time of their hold was over. */
        EXPIRE,
        /** A level was corrected by a difference. */
        ADJUST,
        /** Returned units were put back. */
        RESTOCK,
        /** A level was set to a counted number. */
        COUNT
    }
}
