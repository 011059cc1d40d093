package io.peakday.inventory;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ledger entry about to be written. */
record Movement(
        UUID variantId,
        UUID locationId,
        LedgerEntry.Kind kind,
        int onHandDelta,
        int reservedDelta,
        @Nullable UUID reference,
        String reason) {

    static Movement of(Allotment from, LedgerEntry.Kind kind, UUID reservationId, String reason) {
        int units = from.quantity();
        return switch (kind) {
            case RESERVE -> new Movement(from.variantId(), from.locationId(), kind, 0, units, reservationId, reason);
            case RELEASE, EXPIRE ->
                new Movement(from.variantId(), from.locationId(), kind, 0, -units, reservationId, reason);
            case CONFIRM ->
                new Movement(from.variantId(), from.locationId(), kind, -units, -units, reservationId, reason);
            case ADJUST, RESTOCK, COUNT -> throw new IllegalArgumentException(kind + " is not of a reservation");
        };
    }
}
