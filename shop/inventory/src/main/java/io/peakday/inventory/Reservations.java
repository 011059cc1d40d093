package io.peakday.inventory;

import io.peakday.inventory.ReservationRows.Row;
import io.peakday.kernel.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The life of reservations, always many at a time: whoever shares a transaction shares its statements.
 *
 * <p><b>How a group is decided.</b> The new ids are inserted first; an id that somebody else is inserting at this moment makes
 * us wait for them, and then it exists. Existing reservations and all stock rows concerned are locked. From then on nothing
 * can change under us, so the requests are decided one after the other in memory, by their order, and the result is written
 * with one statement a table. What was asked for in vain leaves no row.
 *
 * <p><b>Sold out.</b> The commonest answer of a busy day must be the cheapest: before any lock, one plain read refuses what
 * is short already. It is a true answer (at that moment so few were committed), and it writes nothing.
 */
final class Reservations {
    /** A request to release. */
    record Release(UUID reservationId, String reason) {}

    private final StockLedger ledger;
    private final ReservationRows rows = new ReservationRows();
    private final int expireBatch;

    Reservations(StockLedger ledger, int expireBatch) {
        this.ledger = ledger;
        this.expireBatch = expireBatch;
    }

    List<ReserveOutcome> reserve(Connection tx, List<ReserveRequest> requests) throws SQLException {
        Map<ReserveRequest, ReserveOutcome> refused = shortAlready(tx, requests);
        List<ReserveRequest> open =
                requests.stream().filter(r -> !refused.containsKey(r)).toList();
        if (open.isEmpty()) {
            return requests.stream().map(refused::get).toList();
        }
        var wanted = new TreeMap<UUID, Duration>(ReservationRows.DATABASE_ORDER);
        open.forEach(r -> wanted.putIfAbsent(r.reservationId(), r.hold()));
        Map<UUID, Row> made = rows.insert(tx, wanted, ReservationState.HELD);
        Map<UUID, Row> known = new HashMap<>();
        if (made.size() < wanted.size()) {
            wanted.keySet().removeAll(made.keySet());
            known.putAll(rows.lock(tx, wanted.keySet()));
        }
        Shelves shelves = ledger.lock(tx, variants(open));
        Map<UUID, List<Allotment>> granted = new HashMap<>();
        Map<UUID, Instant> revived = new HashMap<>();
        List<ReserveOutcome> outcomes = new ArrayList<>(requests.size());
        for (ReserveRequest request : requests) {
            ReserveOutcome early = refused.get(request);
            outcomes.add(early != null ? early : decide(request, made, shelves, known, granted, revived));
        }
        made.keySet().removeAll(granted.keySet());
        rows.delete(tx, made.keySet());
        rows.revive(tx, revived);
        rows.addLines(tx, granted);
        ledger.post(tx, shelves);
        return outcomes;
    }

    private ReserveOutcome decide(
            ReserveRequest request,
            Map<UUID, Row> made,
            Shelves shelves,
            Map<UUID, Row> known,
            Map<UUID, List<Allotment>> granted,
            Map<UUID, Instant> revived) {
        UUID id = request.reservationId();
        Row row = known.get(id);
        if (row != null && row.state() != ReservationState.EXPIRED) {
            return replay(request, row);
        }
        List<Shortage> shortages = shelves.shortages(request.lines());
        if (!shortages.isEmpty()) {
            return new ReserveOutcome.Short(shortages);
        }
        List<Allotment> allotments = shelves.allocate(request.lines());
        shelves.move(allotments, LedgerEntry.Kind.RESERVE, id, "");
        Row held = row != null ? row.heldFor(request.hold()) : Parts.row(made, id);
        if (row != null) {
            revived.put(id, held.until());
        }
        granted.put(id, allotments);
        known.put(id, held.with(allotments));
        return new ReserveOutcome.Reserved(held.until());
    }

    private static ReserveOutcome replay(ReserveRequest request, Row row) {
        if (row.state() == ReservationState.RELEASED) {
            return new ReserveOutcome.Withdrawn();
        }
        if (!row.lines().equals(units(request.lines()))) {
            throw Failure.conflict(
                    "inventory.reservation-reused", "This reservation id was used for other lines; make a new one.");
        }
        return new ReserveOutcome.AlreadyReserved(row.until(), row.state() == ReservationState.CONFIRMED);
    }

    private Map<ReserveRequest, ReserveOutcome> shortAlready(Connection tx, List<ReserveRequest> requests)
            throws SQLException {
        Map<UUID, Integer> available = rows.available(tx, variants(requests));
        Map<ReserveRequest, ReserveOutcome> refused = new HashMap<>();
        for (ReserveRequest request : requests) {
            List<Shortage> shortages = request.lines().stream()
                    .filter(line -> available.getOrDefault(line.variantId(), 0) < line.quantity())
                    .map(line -> new Shortage(
                            line.variantId(), line.quantity(), available.getOrDefault(line.variantId(), 0)))
                    .toList();
            if (!shortages.isEmpty()) {
                refused.put(request, new ReserveOutcome.Short(shortages));
            }
        }
        if (!refused.isEmpty()) {
            // Who was granted before must get that answer, and may himself be why nothing is left.
            var ids = new HashSet<UUID>();
            refused.keySet().forEach(r -> ids.add(r.reservationId()));
            Set<UUID> known = rows.known(tx, ids);
            refused.keySet().removeIf(r -> known.contains(r.reservationId()));
        }
        return refused;
    }

    List<ConfirmOutcome> confirm(Connection tx, List<Confirmation> confirmations) throws SQLException {
        Map<UUID, Row> known = lock(tx, confirmations);
        var variants = new HashSet<UUID>();
        for (Confirmation confirmation : confirmations) {
            Row row = known.get(confirmation.reservationId());
            if (row == null) {
                throw Failure.notFound("inventory.no-reservation", "There is no such reservation.");
            }
            row.allotments().forEach(from -> variants.add(from.variantId()));
            confirmation.parts().forEach(part -> variants.add(part.variantId()));
        }
        Shelves shelves = ledger.lock(tx, variants);
        Map<UUID, List<Allotment>> moved = new HashMap<>();
        var confirmed = new HashSet<UUID>();
        List<ConfirmOutcome> outcomes = new ArrayList<>(confirmations.size());
        for (Confirmation confirmation : confirmations) {
            ConfirmOutcome outcome = confirm(confirmation, known, shelves, moved);
            if (outcome instanceof ConfirmOutcome.Confirmed) {
                confirmed.add(confirmation.reservationId());
            }
            outcomes.add(outcome);
        }
        rows.removeLines(tx, moved.keySet());
        rows.addLines(tx, moved);
        rows.move(tx, confirmed, ReservationState.CONFIRMED);
        ledger.post(tx, shelves);
        return outcomes;
    }

    /** Locks the reservations, and those that parts come from; those that are to have only parts are made. */
    private Map<UUID, Row> lock(Connection tx, List<Confirmation> confirmations) throws SQLException {
        var made = new TreeMap<UUID, Duration>(ReservationRows.DATABASE_ORDER);
        var ids = new HashSet<UUID>();
        for (Confirmation confirmation : confirmations) {
            ids.add(confirmation.reservationId());
            if (!confirmation.parts().isEmpty()) {
                made.put(confirmation.reservationId(), Duration.ZERO);
            }
            confirmation.parts().forEach(part -> ids.add(part.from()));
        }
        if (!made.isEmpty()) {
            rows.insert(tx, made, ReservationState.HELD);
        }
        return rows.lock(tx, ids);
    }

    private static ConfirmOutcome confirm(
            Confirmation confirmation, Map<UUID, Row> known, Shelves shelves, Map<UUID, List<Allotment>> moved) {
        UUID id = confirmation.reservationId();
        boolean expired = Parts.row(known, id).state() == ReservationState.EXPIRED;
        if (expired) {
            List<Shortage> shortages = retake(Parts.row(known, id), known, shelves, moved);
            if (!shortages.isEmpty()) {
                return new ConfirmOutcome.Expired(shortages);
            }
        }
        return switch (Parts.row(known, id).state()) {
            case CONFIRMED -> new ConfirmOutcome.AlreadyConfirmed();
            case RELEASED -> new ConfirmOutcome.Withdrawn();
            case EXPIRED -> throw new IllegalStateException("taken again above");
            case HELD -> {
                new Parts(known, shelves, moved).move(id, confirmation.parts());
                Row row = Parts.row(known, id);
                shelves.move(row.allotments(), LedgerEntry.Kind.CONFIRM, id, "");
                known.put(id, row.in(ReservationState.CONFIRMED));
                yield new ConfirmOutcome.Confirmed(expired);
            }
        };
    }

    /** Holds again what the hold had lost; returns what is missing of it, and then holds nothing. */
    private static List<Shortage> retake(
            Row row, Map<UUID, Row> known, Shelves shelves, Map<UUID, List<Allotment>> moved) {
        List<StockLine> lines = new ArrayList<>();
        row.lines().forEach((variant, quantity) -> lines.add(new StockLine(variant, quantity)));
        List<Shortage> shortages = shelves.shortages(lines);
        if (shortages.isEmpty()) {
            List<Allotment> allotments = shelves.allocate(lines);
            shelves.move(allotments, LedgerEntry.Kind.RESERVE, row.id(), "taken again after the hold had expired");
            moved.put(row.id(), allotments);
            known.put(row.id(), row.in(ReservationState.HELD).with(allotments));
        }
        return shortages;
    }

    List<ReleaseOutcome> release(Connection tx, List<Release> releases) throws SQLException {
        var ids = new TreeMap<UUID, Duration>(ReservationRows.DATABASE_ORDER);
        releases.forEach(release -> ids.put(release.reservationId(), Duration.ZERO));
        rows.insert(tx, ids, ReservationState.RELEASED);
        Map<UUID, Row> known = rows.lock(tx, ids.keySet());
        var variants = new HashSet<UUID>();
        known.values().stream()
                .filter(row -> row.state() == ReservationState.HELD)
                .forEach(row -> row.allotments().forEach(from -> variants.add(from.variantId())));
        Shelves shelves = ledger.lock(tx, variants);
        var closed = new HashSet<UUID>();
        List<ReleaseOutcome> outcomes = new ArrayList<>(releases.size());
        for (Release release : releases) {
            UUID id = release.reservationId();
            Row row = known.get(id);
            if (row == null) {
                throw new IllegalStateException("inserted or locked above");
            }
            switch (row.state()) {
                case CONFIRMED -> outcomes.add(new ReleaseOutcome.AlreadyConfirmed());
                case RELEASED -> outcomes.add(new ReleaseOutcome.NothingHeld());
                case EXPIRED -> {
                    closed.add(id);
                    outcomes.add(new ReleaseOutcome.NothingHeld());
                }
                case HELD -> {
                    shelves.move(row.allotments(), LedgerEntry.Kind.RELEASE, id, release.reason());
                    closed.add(id);
                    outcomes.add(new ReleaseOutcome.Released());
                }
            }
            if (closed.contains(id)) {
                known.put(id, row.in(ReservationState.RELEASED));
            }
        }
        rows.move(tx, closed, ReservationState.RELEASED);
        ledger.post(tx, shelves);
        return outcomes;
    }

    /** Releases one batch of expired holds that no other node is working on. */
    int expire(Connection tx) throws SQLException {
        Map<UUID, Row> due = rows.lockDue(tx, expireBatch);
        if (due.isEmpty()) {
            return 0;
        }
        var variants = new HashSet<UUID>();
        due.values().forEach(row -> row.allotments().forEach(from -> variants.add(from.variantId())));
        Shelves shelves = ledger.lock(tx, variants);
        due.values().forEach(row -> shelves.move(row.allotments(), LedgerEntry.Kind.EXPIRE, row.id(), ""));
        rows.move(tx, due.keySet(), ReservationState.EXPIRED);
        ledger.post(tx, shelves);
        ledger.publishExpired(due.keySet());
        return due.size();
    }

    boolean prolong(Connection tx, UUID id, Duration hold) throws SQLException {
        return rows.prolong(tx, id, hold);
    }

    ReservationRows rows() {
        return rows;
    }

    private static Set<UUID> variants(List<ReserveRequest> requests) {
        var variants = new HashSet<UUID>();
        requests.forEach(r -> r.lines().forEach(line -> variants.add(line.variantId())));
        return variants;
    }

    private static Map<UUID, Integer> units(List<StockLine> lines) {
        Map<UUID, Integer> units = new HashMap<>();
        lines.forEach(line -> units.put(line.variantId(), line.quantity()));
        return units;
    }
}
