package io.peakday.inventory;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the recomputation from the ledger found.
 *
 * @param levels levels compared, each of a variant at a location
 * @param reservations reservations compared
 * @param entries ledger entries read
 * @param differences the first 1,000; empty if all is well
 * @param differenceCount how many there are in all
 */
public record VerifyReport(
        long levels, long reservations, long entries, List<Difference> differences, long differenceCount) {
    /** The most differences that are named one by one. */
    public static final int MAX_DIFFERENCES = 1000;

    public VerifyReport {
        differences = List.copyOf(differences);
    }

    public boolean clean() {
        return differenceCount == 0;
    }

    /**
     * One number that is not what the ledger says.
     *
     * @param what which number
     * @param variantId the variant whose number it is
     * @param locationId the location whose number it is
     * @param reservationId the reservation whose number it is; null where it is a level's
     * @param expected recomputed from the ledger
     * @param found as stored
     */
    public record Difference(
            What what,
            UUID variantId,
            UUID locationId,
            @Nullable UUID reservationId,
            long expected,
            long found) {}

    /** Which number differs. */
    public enum What {
        /** Units on hand of a level, against the sum of its ledger entries. */
        ON_HAND,
        /** Units reserved of a level, against the sum of its ledger entries. */
        RESERVED,
        /** Units reserved of a level, against the sum of the standing reservations. */
        HELD,
        /** Units held under a reservation, against the ledger entries that name it. */
        RESERVATION_HELD,
        /** Units sold under a reservation, against the ledger entries that name it. */
        RESERVATION_SOLD
    }
}
