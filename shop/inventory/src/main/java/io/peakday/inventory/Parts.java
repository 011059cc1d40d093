package io.peakday.inventory;

import io.peakday.inventory.Confirmation.Part;
import io.peakday.inventory.ReservationRows.Row;
import io.peakday.kernel.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Units that go from one reservation to another without being free in between: the levels stay as they are, the ledger says
 * what went where. Values in, values out; rows and shelves are locked by the caller.
 */
final class Parts {
    private final Map<UUID, Row> known;
    private final Shelves shelves;
    private final Map<UUID, List<Allotment>> changed;

    /** @param changed gets the lines of every reservation that gave or got something */
    Parts(Map<UUID, Row> known, Shelves shelves, Map<UUID, List<Allotment>> changed) {
        this.known = known;
        this.shelves = shelves;
        this.changed = changed;
    }

    /** @throws Failure {@code inventory.no-such-part} if the other reservation does not hold so many */
    void move(UUID to, List<Part> parts) {
        for (Part part : parts) {
            List<Allotment> taken = take(part);
            shelves.move(taken, LedgerEntry.Kind.RELEASE, part.from(), "goes to another reservation");
            shelves.move(taken, LedgerEntry.Kind.RESERVE, to, "comes from another reservation");
            Row row = row(known, to);
            List<Allotment> all = new ArrayList<>(row.allotments());
            taken.forEach(unit -> add(all, unit));
            put(row, all);
        }
    }

    private List<Allotment> take(Part part) {
        Row from = known.get(part.from());
        List<Allotment> taken = new ArrayList<>();
        List<Allotment> left = new ArrayList<>();
        int missing = part.quantity();
        if (from != null && from.state() == ReservationState.HELD) {
            for (Allotment there : from.allotments()) {
                int units = there.variantId().equals(part.variantId()) ? Math.min(missing, there.quantity()) : 0;
                missing -= units;
                if (units > 0) {
                    taken.add(new Allotment(there.variantId(), there.locationId(), units));
                }
                if (units < there.quantity()) {
                    left.add(new Allotment(there.variantId(), there.locationId(), there.quantity() - units));
                }
            }
        }
        if (from == null || missing > 0) {
            throw Failure.conflict("inventory.no-such-part", "These units are not reserved any more.");
        }
        put(from, left);
        return taken;
    }

    private static void add(List<Allotment> all, Allotment unit) {
        for (int i = 0; i < all.size(); i++) {
            Allotment there = all.get(i);
            if (there.variantId().equals(unit.variantId()) && there.locationId().equals(unit.locationId())) {
                all.set(i, new Allotment(there.variantId(), there.locationId(), there.quantity() + unit.quantity()));
                return;
            }
        }
        all.add(unit);
    }

    private void put(Row row, List<Allotment> allotments) {
        known.put(row.id(), row.with(allotments));
        changed.put(row.id(), allotments);
    }

    static Row row(Map<UUID, Row> known, UUID id) {
        Row row = known.get(id);
        if (row == null) {
            throw new IllegalStateException("inserted or locked by the caller");
        }
        return row;
    }
}
