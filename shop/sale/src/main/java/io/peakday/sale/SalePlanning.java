package io.peakday.sale;

import io.peakday.engines.Database;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.ReserveOutcome;
import io.peakday.inventory.StockLine;
import io.peakday.kernel.Failure;
import io.peakday.waiting.RoomTerms;
import io.peakday.waiting.WaitingRooms;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Plans sales, and changes those that are planned: always all items of a sale at once. */
final class SalePlanning {
    /** Longer than any sale that may be planned, its last hold, and a day to settle. */
    private static final Duration AFTERWARDS = Duration.ofDays(2);

    private static final int MOST_ITEMS = 50;

    private final Database database;
    private final Inventory inventory;
    private final WaitingRooms rooms;
    private final InstantSource clock;
    private final SaleRows rows;

    SalePlanning(Database database, Inventory inventory, WaitingRooms rooms, InstantSource clock, SaleRows rows) {
        this.database = database;
        this.inventory = inventory;
        this.rooms = rooms;
        this.clock = clock;
        this.rows = rows;
    }

    /** As {@link FlashSales#plan(UUID, SaleDraft)}. */
    Sale plan(UUID id, SaleDraft draft) {
        Instant now = clock.instant();
        draft.check(now);
        return database.transact(() -> {
            if (rows.insert(id, id, draft)) {
                allocate(id, draft, now);
                openWaitingRoom(id, draft);
            }
            return rows.require(id);
        });
    }

    /** As {@link FlashSales#addItem}. */
    Sale addItem(UUID id, UUID to, SaleItem item) {
        Instant now = clock.instant();
        return database.transact(() -> {
            List<Sale> items = lock(to);
            for (Sale known : items) {
                if (known.id().equals(id)) {
                    return known; // asked for again
                }
            }
            check(items, item, now);
            Sale first = items.getFirst();
            SaleDraft draft = SaleDraft.of(first).with(item);
            draft.check(now);
            if (!rows.insert(id, first.groupId(), draft)) {
                throw Failure.conflict("sale.id-taken", "There is another sale with this id.");
            }
            if (first.paused()) {
                rows.setPaused(first.groupId(), true);
            }
            allocate(id, draft, now);
            return rows.require(id);
        });
    }

    private static void check(List<Sale> items, SaleItem item, Instant now) {
        SaleState state = items.getFirst().stateAt(now);
        if (state == SaleState.CLOSED || state == SaleState.STOPPED) {
            throw over();
        }
        if (items.stream().anyMatch(known -> known.variantId().equals(item.variantId()))) {
            throw Failure.conflict("sale.item-twice", "This item is in the sale already.");
        }
        if (items.size() >= MOST_ITEMS) {
            throw Failure.conflict("sale.too-many-items", "A sale has at most " + MOST_ITEMS + " items.");
        }
    }

    /**
     * As {@link FlashSales#removeItem}. Nothing that is decided here can change before the commit: who claims the item waits for its
     * counter, and finds none.
     */
    Sale removeItem(UUID of, UUID id) {
        return database.transact(() -> {
            List<Sale> items = lock(of);
            Sale item = items.stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow(FlashSales::notFound);
            checkRemoval(item.stateAt(rows.databaseTime()), rows.granted(id), items.size());
            rows.delete(id);
            inventory.release(id, "the item was taken out of its sale");
            return rows.group(item.groupId()).getFirst();
        });
    }

    private static void checkRemoval(SaleState state, long granted, int items) {
        switch (state) {
            case PLANNED -> {}
            case OPEN, PAUSED ->
                throw Failure.conflict("sale.begun", "This sale has begun, so its items stay; pause or stop it.");
            case CLOSED, STOPPED -> throw over();
        }
        if (granted > 0) { // a database whose clock was put back says once more that the sale has not begun
            throw Failure.conflict(
                    "sale.item-claimed", "This item has been claimed already, so it cannot be taken out of the sale.");
        }
        if (items == 1) {
            throw Failure.conflict(
                    "sale.last-item", "This is the only item of the sale; stop the sale if it shall not take place.");
        }
    }

    Sale pause(UUID id) {
        return change(id, items -> rows.setPaused(group(items), true), rooms::pause);
    }

    Sale resume(UUID id) {
        return change(id, items -> rows.setPaused(group(items), false), rooms::resume);
    }

    Sale stop(UUID id) {
        return change(id, items -> rows.stop(group(items)), rooms::close);
    }

    /** As {@link FlashSales#close(UUID, Instant)}. */
    Sale close(UUID id, Instant closesAt) {
        return change(
                id,
                items -> {
                    Instant now = clock.instant();
                    for (Sale item : items) {
                        SaleDraft.of(item).until(closesAt).check(now);
                    }
                    rows.close(group(items), closesAt);
                    for (Sale item : items) {
                        inventory.prolong(item.id(), stockHold(now, closesAt, item.hold()));
                    }
                },
                room -> rooms.closeAt(room, closesAt));
    }

    /** As {@link FlashSales#changeAdmission}. */
    Sale changeAdmission(UUID id, AdmissionPolicy admission) {
        admission.check();
        return change(
                id,
                items -> {
                    if (items.getFirst().admission() == null) {
                        throw Failure.conflict(
                                "sale.no-door",
                                "This sale has no waiting room; it can be given one only when it is planned.");
                    }
                    rows.setAdmission(group(items), admission);
                },
                room -> {
                    rooms.changeRate(room, admission.admissionsPerSecond(), admission.admissionsPerSecond());
                    rooms.setDifficulty(room, admission.challengeBits());
                });
    }

    /** Under the locks of all counters, so that it holds for every claim that is answered later, on every node. */
    private Sale change(UUID id, Consumer<List<Sale>> change, Consumer<UUID> andItsRoom) {
        Sale changed = database.transact(() -> {
            List<Sale> items = lock(id);
            if (items.stream().anyMatch(item -> item.settledAt() != null)) {
                throw over();
            }
            change.accept(items);
            return rows.require(id);
        });
        // After the commit: who is let in by a room that is a moment late is answered by the sale itself.
        if (changed.admission() != null) {
            andItsRoom.accept(changed.groupId());
        }
        return changed;
    }

    /** All items of the sale that this one belongs to, the first one first; none is claimed or added until the transaction ends. */
    private List<Sale> lock(UUID id) {
        UUID group = rows.require(id).groupId();
        rows.lockGroup(group);
        return rows.group(group);
    }

    private void allocate(UUID id, SaleDraft draft, Instant now) {
        ReserveOutcome taken = inventory.reserve(
                id,
                List.of(new StockLine(draft.variantId(), draft.allocated())),
                stockHold(now, draft.closesAt(), draft.hold()));
        if (taken instanceof ReserveOutcome.Withdrawn) {
            throw Failure.conflict("sale.id-taken", "The item with this id was taken out of its sale.");
        }
        if (!(taken instanceof ReserveOutcome.Reserved)) {
            throw Failure.conflict(
                    "sale.too-few", "There are not " + draft.allocated() + " units in stock to allocate.");
        }
    }

    private void openWaitingRoom(UUID room, SaleDraft draft) {
        AdmissionPolicy wanted = draft.admission();
        if (wanted != null) {
            rooms.open(RoomTerms.of(room, draft.opensAt(), wanted.admissionsPerSecond(), draft.closesAt()));
            rooms.setDifficulty(room, wanted.challengeBits());
        }
    }

    private static UUID group(List<Sale> items) {
        return items.getFirst().groupId();
    }

    private static Duration stockHold(Instant now, Instant closesAt, Duration hold) {
        return Duration.between(now, closesAt).plus(hold).plus(AFTERWARDS);
    }

    private static Failure over() {
        return Failure.conflict(
                "sale.over", "This sale is over and what was left has gone back to the stock; plan a new one.");
    }
}
