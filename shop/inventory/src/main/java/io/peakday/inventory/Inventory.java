package io.peakday.inventory;

import io.peakday.engines.Database;
import io.peakday.engines.GroupCommit;
import io.peakday.events.Outbox;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Stock: how much of each variant there is, and who has a claim on it.
 *
 * <p>Every method may be called inside a transaction of the caller, and then commits or rolls back with it; outside,
 * it is durable when it returns, and shares a transaction with whoever calls at the same moment. Every change carries an
 * id made by the caller and may be repeated with it, for as long as the settings keep its receipt. Whether a hold is over is
 * decided by the database's clock, which all nodes share; the node's own clock is only in the ledger, for people.
 *
 * <p>Nothing here waits for anything in a cycle (see {@link StockLedger}). A caller that changes stock more than once in one
 * transaction of its own must use the {@code …All} methods, which take all locks at once, or take care of the order itself.
 */
public final class Inventory implements AutoCloseable {
    /** Settings of a bulk count that share a transaction. */
    private static final int COUNT_BATCH = 2_000;

    private static final int MAX_REASON = 200;

    private final Database database;
    private final Availability availability;
    private final Reservations reservations;
    private final Counts counts;
    private final StockLedger ledger;
    private final Locations locations;
    private final StockReports reports;
    private final Receipts receipts;
    private final GroupCommit<ReserveRequest, ReserveOutcome> reserves;
    private final GroupCommit<Confirmation, ConfirmOutcome> confirms;
    private final GroupCommit<Reservations.Release, ReleaseOutcome> releases;

    public Inventory(Database database, Outbox outbox, InstantSource clock, InventorySettings settings) {
        this.database = database;
        this.availability = new Availability(database, settings);
        this.ledger = new StockLedger(database, outbox, clock, settings, availability);
        this.reservations = new Reservations(ledger, settings.expireBatch());
        this.counts = new Counts(ledger);
        this.locations = new Locations(database, ledger);
        this.reports = new StockReports(database, settings.lowAt());
        this.receipts = new Receipts(database, settings.receipts());
        // One variant stays in one lane, so that two lanes seldom want the same row.
        this.reserves = new GroupCommit<>(
                "inventory.reserve",
                database.dataSource(),
                settings.groupSize(),
                settings.maxWaiting(),
                settings.lanes(),
                request -> request.lines().getFirst().variantId(),
                reservations::reserve);
        this.confirms = new GroupCommit<>(
                "inventory.confirm",
                database.dataSource(),
                settings.groupSize(),
                settings.maxWaiting(),
                reservations::confirm);
        this.releases = new GroupCommit<>(
                "inventory.release",
                database.dataSource(),
                settings.groupSize(),
                settings.maxWaiting(),
                reservations::release);
    }

    /** The levels by the database, of each variant asked for; {@link StockLevel#none} where there is no stock row. */
    public Map<UUID, StockLevel> levels(Collection<UUID> variantIds) {
        Map<UUID, StockLevel> levels = new HashMap<>();
        variantIds.forEach(variant -> levels.put(variant, StockLevel.none(variant)));
        if (!levels.isEmpty()) {
            database.sql()
                    .sql("""
                            select s.variant_id, sum(s.on_hand)::int, sum(s.reserved)::int,
                                coalesce(sum(s.on_hand - s.reserved) filter (where l.active), 0)::int
                            from inventory.stock s join inventory.location l on l.id = s.location_id
                            where s.variant_id = any(?)
                            group by s.variant_id""")
                    .param(levels.keySet().toArray(UUID[]::new))
                    .query((row, n) ->
                            new StockLevel(row.getObject(1, UUID.class), row.getInt(2), row.getInt(3), row.getInt(4)))
                    .list()
                    .forEach(level -> levels.put(level.variantId(), level));
        }
        return levels;
    }

    /**
     * The available units of each variant asked for, from this process's memory where it has them: for pages. May lag
     * behind by the time an event takes to arrive; {@link #reserve} never trusts it.
     */
    public Map<UUID, Integer> available(Collection<UUID> variantIds) {
        return availability.of(variantIds);
    }

    /** Sets all lines aside, or none. */
    public ReserveOutcome reserve(UUID reservationId, List<StockLine> lines, Duration hold) {
        var request = new ReserveRequest(reservationId, lines, hold);
        return inTransaction() ? reserveAll(List.of(request)).getFirst() : reserves.submit(request);
    }

    /** As {@link #reserve} for many at once, in the current transaction if there is one; outcomes in the same order. */
    public List<ReserveOutcome> reserveAll(List<ReserveRequest> requests) {
        return database.transact(() -> database.connection(tx -> reservations.reserve(tx, requests)));
    }

    /**
     * Turns the reservation into a sale. A hold that has expired is taken again if the units are still there.
     *
     * @throws Failure {@code inventory.no-reservation} if there is none of this id
     */
    public ConfirmOutcome confirm(UUID reservationId) {
        Confirmation confirmation = Confirmation.of(reservationId);
        return inTransaction() ? confirmAll(List.of(confirmation)).getFirst() : confirms.submit(confirmation);
    }

    /**
     * As {@link #confirm} for many at once, with units that other reservations had held for them.
     *
     * @throws Failure also {@code inventory.no-such-part} if another reservation does not hold the part any more
     */
    public List<ConfirmOutcome> confirmAll(List<Confirmation> confirmations) {
        return database.transact(() -> database.connection(tx -> reservations.confirm(tx, confirmations)));
    }

    /**
     * Holds it so long from now on, if it is held.
     *
     * @param hold as in {@link ReserveRequest}
     * @return whether it is held
     */
    public boolean prolong(UUID reservationId, Duration hold) {
        ReserveRequest.check(hold);
        return database.transact(() -> database.connection(tx -> reservations.prolong(tx, reservationId, hold)));
    }

    /**
     * Releases the units, and closes the id permanently.
     *
     * @param reason in words, for the ledger; 1 to 200 characters
     */
    public ReleaseOutcome release(UUID reservationId, String reason) {
        requireReason(reason);
        var release = new Reservations.Release(reservationId, reason);
        if (!inTransaction()) {
            return releases.submit(release);
        }
        return database.connection(tx -> reservations.release(tx, List.of(release)))
                .getFirst();
    }

    /** As {@link #release} for many at once. */
    public List<ReleaseOutcome> releaseAll(List<UUID> reservationIds, String reason) {
        requireReason(reason);
        List<Reservations.Release> all = reservationIds.stream()
                .map(id -> new Reservations.Release(id, reason))
                .toList();
        return database.transact(() -> database.connection(tx -> reservations.release(tx, all)));
    }

    public Optional<Reservation> reservation(UUID reservationId) {
        return database.connection(connection -> Optional.ofNullable(reservations
                        .rows()
                        .read(connection, List.of(reservationId))
                        .get(reservationId))
                .map(row -> new Reservation(row.id(), row.state(), row.createdAt(), row.until(), row.allotments())));
    }

    /** Releases what is held beyond its time; safe on any number of nodes. Returns how many reservations that were. */
    public int expireDue() {
        int all = 0;
        int batch;
        do {
            batch = database.transact(() -> database.connection(reservations::expire));
            all += batch;
        } while (batch > 0);
        return all;
    }

    /**
     * Forgets ids by which repetitions were recognised, once they are older than the settings keep them. Safe on any
     * number of nodes.
     *
     * @return how many were forgotten
     */
    public int prune() {
        return receipts.prune();
    }

    /**
     * Corrects one level by a difference (breakage, finds, deliveries).
     *
     * @param delta not zero
     * @param reason in words, 1 to 200 characters
     * @throws Failure {@code inventory.no-location}
     */
    public AdjustOutcome adjust(UUID adjustmentId, UUID variantId, UUID locationId, int delta, String reason) {
        new Checks()
                .require(delta != 0, "delta", "required", "delta must not be zero.")
                .range("delta", delta, -LevelSetting.MAX_ON_HAND, LevelSetting.MAX_ON_HAND)
                .text("reason", reason, 1, MAX_REASON)
                .orThrow("inventory.bad-adjustment", "The stock cannot be adjusted like this.");
        return database.transact(
                () -> database.connection(tx -> counts.adjust(tx, adjustmentId, variantId, locationId, delta, reason)));
    }

    /**
     * Puts returned units back.
     *
     * @param locationId where they arrived; {@code null} means the active location of the first priority
     * @throws Failure {@code inventory.no-location}
     */
    public AdjustOutcome restock(UUID restockId, List<StockLine> lines, @Nullable UUID locationId, String reason) {
        requireReason(reason);
        new Checks()
                .range("lines", lines.size(), 1, ReserveRequest.MAX_LINES)
                .orThrow("inventory.bad-restock", "These units cannot be put back.");
        UUID location = locationId != null ? locationId : locations.primaryId();
        return database.transact(
                () -> database.connection(tx -> counts.restock(tx, restockId, lines, location, reason)));
    }

    /**
     * Sets many levels to counted numbers, for imports: any number of settings, in transactions of some thousands. Of two
     * settings of one place the later one wins. Repeating changes nothing.
     *
     * @throws Failure {@code inventory.no-location}; the transactions before it stand
     */
    public SetLevelsReport setLevels(List<LevelSetting> settings, String reason) {
        requireReason(reason);
        int changed = 0;
        int unchanged = 0;
        List<LevelSetting> heldBack = new ArrayList<>();
        for (int from = 0; from < settings.size(); from += COUNT_BATCH) {
            List<LevelSetting> part = settings.subList(from, Math.min(settings.size(), from + COUNT_BATCH));
            SetLevelsReport done = database.transact(() -> database.connection(tx -> counts.count(tx, part, reason)));
            changed += done.changed();
            unchanged += done.unchanged();
            heldBack.addAll(done.heldBack());
        }
        return new SetLevelsReport(changed, unchanged, heldBack);
    }

    /**
     * Sets at which number of available units a variant counts as low.
     *
     * @param threshold from 0; {@code null}: the general setting
     */
    public void setThreshold(UUID variantId, @Nullable Integer threshold) {
        if (threshold == null) {
            database.sql()
                    .sql("delete from inventory.threshold where variant_id = ?")
                    .param(variantId)
                    .update();
            return;
        }
        new Checks()
                .range("threshold", threshold, 0, LevelSetting.MAX_ON_HAND)
                .orThrow("inventory.bad-threshold", "This threshold cannot be set.");
        database.sql().sql("""
                        insert into inventory.threshold (variant_id, low_at) values (?, ?)
                        on conflict (variant_id) do update set low_at = excluded.low_at""").params(variantId, threshold).update();
    }

    /** The places where stock lies. */
    public Locations locations() {
        return locations;
    }

    /** Pages for the people who run the store. */
    public StockReports reports() {
        return reports;
    }

    /** Recomputes all levels and reservations from the ledger and names every difference, from one snapshot. */
    public VerifyReport verify() {
        return new Verification(database).run();
    }

    /** Waits for the requests under way; refuses new ones. */
    @Override
    public void close() {
        reserves.close();
        confirms.close();
        releases.close();
    }

    /** What another node has sent. */
    void forget(Collection<UUID> variantIds) {
        availability.forget(variantIds);
    }

    /** Others may have changed the stock of any variant. */
    void forgetAll() {
        availability.forgetAll();
    }

    private static boolean inTransaction() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    private static void requireReason(String reason) {
        new Checks()
                .text("reason", reason, 1, MAX_REASON)
                .orThrow("inventory.bad-reason", "A change of stock needs a reason.");
    }
}
