package io.peakday.inventory;

import io.peakday.kernel.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Changes of what lies on the shelves: corrections, returns and counts. These, and only these, make stock rows. */
final class Counts {
    private final StockLedger ledger;

    Counts(StockLedger ledger) {
        this.ledger = ledger;
    }

    AdjustOutcome adjust(Connection tx, UUID adjustmentId, UUID variantId, UUID locationId, int delta, String reason)
            throws SQLException {
        boolean first = begin(tx, adjustmentId);
        ledger.lockRows(tx);
        Shelves shelves = lockMaking(tx, List.of(new LevelSetting(variantId, locationId, 0)));
        if (!first) {
            return new AdjustOutcome.AlreadyAdjusted(List.of(shelves.level(variantId)));
        }
        Shelves.Shelf shelf = shelf(shelves, variantId, locationId);
        long onHand = (long) shelf.onHand + delta;
        if (onHand < shelf.reserved) {
            forget(tx, adjustmentId);
            return new AdjustOutcome.BelowReserved(shelf.onHand, shelf.reserved);
        }
        if (onHand > LevelSetting.MAX_ON_HAND) {
            throw Failure.invalid(
                    "inventory.bad-level", "No more than " + LevelSetting.MAX_ON_HAND + " units fit in one place.");
        }
        shelves.move(new Movement(variantId, locationId, LedgerEntry.Kind.ADJUST, delta, 0, adjustmentId, reason));
        ledger.post(tx, shelves);
        return new AdjustOutcome.Adjusted(List.of(shelves.level(variantId)));
    }

    AdjustOutcome restock(Connection tx, UUID restockId, List<StockLine> lines, UUID locationId, String reason)
            throws SQLException {
        boolean first = begin(tx, restockId);
        ledger.lockRows(tx);
        Shelves shelves = lockMaking(
                tx,
                lines.stream()
                        .map(line -> new LevelSetting(line.variantId(), locationId, 0))
                        .toList());
        if (first) {
            lines.forEach(line -> shelves.move(new Movement(
                    line.variantId(), locationId, LedgerEntry.Kind.RESTOCK, line.quantity(), 0, restockId, reason)));
            ledger.post(tx, shelves);
        }
        List<StockLevel> levels = lines.stream()
                .map(StockLine::variantId)
                .distinct()
                .map(shelves::level)
                .toList();
        return first ? new AdjustOutcome.Adjusted(levels) : new AdjustOutcome.AlreadyAdjusted(levels);
    }

    /** Of one part of a count; the last setting of a place wins. */
    SetLevelsReport count(Connection tx, List<LevelSetting> settings, String reason) throws SQLException {
        ledger.lockRows(tx);
        Shelves shelves = lockMaking(tx, settings);
        int changed = 0;
        List<LevelSetting> heldBack = new ArrayList<>();
        for (LevelSetting setting : settings) {
            Shelves.Shelf shelf = shelf(shelves, setting.variantId(), setting.locationId());
            int target = Math.max(setting.onHand(), shelf.reserved);
            if (target > setting.onHand()) {
                heldBack.add(setting);
            }
            if (target != shelf.onHand) {
                changed++;
                shelves.move(new Movement(
                        setting.variantId(),
                        setting.locationId(),
                        LedgerEntry.Kind.COUNT,
                        target - shelf.onHand,
                        0,
                        null,
                        reason));
            }
        }
        ledger.post(tx, shelves);
        return new SetLevelsReport(changed, settings.size() - changed, heldBack);
    }

    /** Locks the variants, and makes the rows of these places where there are none. */
    private Shelves lockMaking(Connection tx, List<LevelSetting> places) throws SQLException {
        requireLocations(tx, places);
        try (PreparedStatement insert = tx.prepareStatement("""
                insert into inventory.stock (variant_id, location_id, on_hand, reserved)
                select variant_id, location_id, 0, 0 from unnest(?::uuid[], ?::uuid[]) as p (variant_id, location_id)
                on conflict (variant_id, location_id) do nothing""")) {
            insert.setArray(
                    1,
                    StockLedger.uuids(
                            tx, places.stream().map(LevelSetting::variantId).toList()));
            insert.setArray(
                    2,
                    StockLedger.uuids(
                            tx, places.stream().map(LevelSetting::locationId).toList()));
            insert.executeUpdate();
        }
        return ledger.lock(tx, places.stream().map(LevelSetting::variantId).toList());
    }

    private static void requireLocations(Connection tx, List<LevelSetting> places) throws SQLException {
        Set<UUID> unknown = new HashSet<>();
        places.forEach(place -> unknown.add(place.locationId()));
        try (PreparedStatement select = tx.prepareStatement("select id from inventory.location where id = any(?)")) {
            select.setArray(1, StockLedger.uuids(tx, unknown));
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    unknown.remove(row.getObject(1, UUID.class));
                }
            }
        }
        if (!unknown.isEmpty()) {
            throw Failure.notFound("inventory.no-location", "There is no location " + first(unknown) + ".");
        }
    }

    private static UUID first(Collection<UUID> ids) {
        return ids.iterator().next();
    }

    private static boolean begin(Connection tx, UUID operationId) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(
                "insert into inventory.operation (id, at) values (?, clock_timestamp()) on conflict (id) do nothing")) {
            insert.setObject(1, operationId);
            return insert.executeUpdate() == 1;
        }
    }

    /** What was refused may be asked again under the same id. */
    private static void forget(Connection tx, UUID operationId) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement("delete from inventory.operation where id = ?")) {
            delete.setObject(1, operationId);
            delete.executeUpdate();
        }
    }

    private static Shelves.Shelf shelf(Shelves shelves, UUID variantId, UUID locationId) {
        Shelves.Shelf shelf = shelves.find(variantId, locationId);
        if (shelf == null) {
            throw new IllegalStateException("made above");
        }
        return shelf;
    }
}
