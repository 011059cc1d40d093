package io.peakday.inventory;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stock: how much of each variant there is, and who has a claim on it.
 *
 * <p>Every method may be called inside a transaction of the caller, and then commits or rolls back with it; outside,
 * it is durable when it returns. Every change carries an id made by the caller and may be repeated with it.
 */
public final class Inventory {
    Inventory() {}

    /** The levels by the database, of each variant asked for; {@link StockLevel#none} where there is no stock row. */
    public Map<UUID, StockLevel> levels(Collection<UUID> variantIds) {
        throw new UnsupportedOperationException();
    }

    /**
     * The available pieces of each variant asked for, from this process's memory where it has them: for pages. May lag
     * behind by the time an event takes to arrive; {@link #reserve} never trusts it.
     */
    public Map<UUID, Integer> available(Collection<UUID> variantIds) {
        throw new UnsupportedOperationException();
    }

    /** Sets all lines aside, or none. */
    public ReserveOutcome reserve(UUID reservationId, List<StockLine> lines, Duration hold) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #reserve} for many at once, in the current transaction if there is one; outcomes in the same order. */
    public List<ReserveOutcome> reserveAll(List<ReserveRequest> requests) {
        throw new UnsupportedOperationException();
    }

    /**
     * Turns the reservation into a sale. A hold that has expired is taken again if the pieces are still there.
     *
     * @throws io.peakday.kernel.Failure {@code inventory.no-reservation} if there is none of this id
     */
    public ConfirmOutcome confirm(UUID reservationId) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #confirm} for many at once; each id once. */
    public List<ConfirmOutcome> confirmAll(List<UUID> reservationIds) {
        throw new UnsupportedOperationException();
    }

    /**
     * Gives the pieces back.
     *
     * @param reason in words, for the ledger; 1 to 200 characters
     */
    public ReleaseOutcome release(UUID reservationId, String reason) {
        throw new UnsupportedOperationException();
    }

    public Optional<Reservation> reservation(UUID reservationId) {
        throw new UnsupportedOperationException();
    }

    /** Gives back what is held beyond its time; safe on any number of nodes. Returns how many reservations that were. */
    public int expireDue() {
        throw new UnsupportedOperationException();
    }

    /**
     * Corrects one level by a difference (breakage, finds, deliveries).
     *
     * @param delta not zero
     * @param reason in words, 1 to 200 characters
     */
    public AdjustOutcome adjust(UUID adjustmentId, UUID variantId, UUID locationId, int delta, String reason) {
        throw new UnsupportedOperationException();
    }

    /**
     * Puts returned pieces back.
     *
     * @param locationId where they arrived; {@code null} means the active location of the first priority
     */
    public AdjustOutcome restock(UUID restockId, List<StockLine> lines, @Nullable UUID locationId, String reason) {
        throw new UnsupportedOperationException();
    }

    /** Sets many levels to counted numbers, for imports; any number of settings, in transactions of some thousands. */
    public SetLevelsReport setLevels(List<LevelSetting> settings, String reason) {
        throw new UnsupportedOperationException();
    }

    /** Sets at which number of available pieces a variant counts as low; {@code null}: the general setting. */
    public void setThreshold(UUID variantId, @Nullable Integer threshold) {
        throw new UnsupportedOperationException();
    }

    /** The places where stock lies. */
    public Locations locations() {
        throw new UnsupportedOperationException();
    }

    /** Pages for the people who run the store. */
    public StockReports reports() {
        throw new UnsupportedOperationException();
    }

    /** Recomputes all levels and reservations from the ledger and names every difference, from one snapshot. */
    public VerifyReport verify() {
        throw new UnsupportedOperationException();
    }
}
