package io.peakday.inventory;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.events.Fact;
import io.peakday.events.Keyed;
import io.peakday.events.Outbox;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads stock under lock and posts what was decided: levels, ledger and events in one transaction, for any number of
 * movements in a fixed number of statements.
 *
 * <p><b>Locks.</b> Everything that touches stock goes through here in the same order, so that no two transactions can wait
 * for each other: first the ids (reservations and operations are inserted in the order of their ids, then existing
 * reservations are locked in that order), then {@link #lockRows the right to make rows}, then all stock rows of the
 * variants concerned, by variant and location. All rows of a variant are locked, not only those that will change, because
 * that makes the sum over its locations, and so every event, exact.
 */
final class StockLedger {
    private static final String LOCK_STOCK = """
            select variant_id, location_id, on_hand, reserved from inventory.stock
            where variant_id = any(?)
            order by variant_id, location_id
            for update""";

    private static final String POST = """
            with movement as (
                select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::int[], ?::int[], ?::uuid[], ?::text[])
                    with ordinality as m (variant_id, location_id, kind, on_hand, reserved, reference, reason, position)
            ), entry as (
                insert into inventory.ledger
                    (at, variant_id, location_id, kind, on_hand_delta, reserved_delta, reference, reason)
                select ?, variant_id, location_id, kind, on_hand, reserved, reference, reason
                from movement order by position
            ), delta as (
                select variant_id, location_id, sum(on_hand)::int as on_hand, sum(reserved)::int as reserved
                from movement group by variant_id, location_id
            )
            update inventory.stock s
            set on_hand = s.on_hand + d.on_hand, reserved = s.reserved + d.reserved
            from delta d
            where s.variant_id = d.variant_id and s.location_id = d.location_id
                and s.reserved + d.reserved between 0 and s.on_hand + d.on_hand""";

    /** "stockrow" in ASCII: who holds this lock may insert rows into inventory.stock. */
    private static final long MAKING_ROWS = 0x73746f636b726f77L;

    private final Database database;
    private final Outbox outbox;
    private final InstantSource clock;
    private final InventorySettings settings;
    private final Availability availability;

    StockLedger(
            Database database,
            Outbox outbox,
            InstantSource clock,
            InventorySettings settings,
            Availability availability) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
        this.settings = settings;
        this.availability = availability;
    }

    /** Locks all stock rows of these variants. */
    Shelves lock(Connection tx, Collection<UUID> variants) throws SQLException {
        Shelves shelves = new Shelves();
        if (variants.isEmpty()) {
            return shelves;
        }
        Array ids = uuids(tx, new HashSet<>(variants));
        record Row(UUID variantId, UUID locationId, int onHand, int reserved) {}
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement select = tx.prepareStatement(LOCK_STOCK)) {
            select.setArray(1, ids);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(
                            row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getInt(3), row.getInt(4)));
                }
            }
        }
        // Read after the lock was granted: a location switched off while we waited counts as off.
        Map<UUID, Place> places = places(tx);
        Map<UUID, Integer> thresholds = thresholds(tx, ids);
        for (Row row : rows) {
            Place place = places.get(row.locationId());
            if (place == null) {
                throw new IllegalStateException("a stock row without its location");
            }
            shelves.add(new Shelves.Shelf(
                    row.variantId(),
                    row.locationId(),
                    row.onHand(),
                    row.reserved(),
                    place.priority(),
                    place.active(),
                    thresholds.get(row.variantId())));
        }
        return shelves;
    }

    private record Place(int priority, boolean active) {}

    private static Map<UUID, Place> places(Connection tx) throws SQLException {
        Map<UUID, Place> places = new HashMap<>();
        try (PreparedStatement select = tx.prepareStatement("select id, priority, active from inventory.location");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                places.put(row.getObject(1, UUID.class), new Place(row.getInt(2), row.getBoolean(3)));
            }
        }
        return places;
    }

    private static Map<UUID, Integer> thresholds(Connection tx, Array ids) throws SQLException {
        Map<UUID, Integer> thresholds = new HashMap<>();
        try (PreparedStatement select =
                tx.prepareStatement("select variant_id, low_at from inventory.threshold where variant_id = any(?)")) {
            select.setArray(1, ids);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    thresholds.put(row.getObject(1, UUID.class), row.getInt(2));
                }
            }
        }
        return thresholds;
    }

    /** Takes the right to make stock rows, until the transaction ends; before {@link #lock}. */
    void lockRows(Connection tx) throws SQLException {
        try (PreparedStatement lock = tx.prepareStatement("select pg_advisory_xact_lock(?)")) {
            lock.setLong(1, MAKING_ROWS);
            lock.execute();
        }
    }

    /** Writes the movements of the shelves, and publishes what they changed. */
    void post(Connection tx, Shelves shelves) throws SQLException {
        List<Movement> movements = shelves.movements();
        if (movements.isEmpty()) {
            return;
        }
        int n = movements.size();
        UUID[] variants = new UUID[n];
        UUID[] locations = new UUID[n];
        String[] kinds = new String[n];
        Integer[] onHand = new Integer[n];
        Integer[] reserved = new Integer[n];
        @Nullable UUID[] references = new UUID[n];
        String[] reasons = new String[n];
        record Slot(UUID variantId, UUID locationId) {}
        var slots = new HashSet<Slot>();
        for (int i = 0; i < n; i++) {
            Movement movement = movements.get(i);
            variants[i] = movement.variantId();
            locations[i] = movement.locationId();
            kinds[i] = movement.kind().name();
            onHand[i] = movement.onHandDelta();
            reserved[i] = movement.reservedDelta();
            references[i] = movement.reference();
            reasons[i] = movement.reason();
            slots.add(new Slot(movement.variantId(), movement.locationId()));
        }
        try (PreparedStatement post = tx.prepareStatement(POST)) {
            post.setArray(1, tx.createArrayOf("uuid", variants));
            post.setArray(2, tx.createArrayOf("uuid", locations));
            post.setArray(3, tx.createArrayOf("text", kinds));
            post.setArray(4, tx.createArrayOf("int4", onHand));
            post.setArray(5, tx.createArrayOf("int4", reserved));
            post.setArray(6, tx.createArrayOf("uuid", references));
            post.setArray(7, tx.createArrayOf("text", reasons));
            post.setObject(8, SqlTime.of(clock.instant()));
            int updated = post.executeUpdate();
            if (updated != slots.size()) {
                throw new IllegalStateException(updated + " of " + slots.size() + " stock rows took their movements");
            }
        }
        publish(shelves.changes());
    }

    /** Appends the events of these changes, and forgets what this process remembers of the variants. */
    void publish(List<Shelves.Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        List<Fact<?>> facts = new ArrayList<>(changes.size());
        for (Shelves.Change change : changes) {
            String key = change.variantId().toString();
            facts.add(new Fact<>(
                    InventoryEvents.STOCK_CHANGED, key, new StockChanged(change.variantId(), change.after())));
            Integer own = change.threshold();
            int lowAt = own != null ? own : settings.lowAt();
            if (change.before() > lowAt && change.after() <= lowAt) {
                facts.add(new Fact<>(
                        InventoryEvents.STOCK_LOW, key, new StockLow(change.variantId(), change.after(), lowAt)));
            }
        }
        outbox.appendFacts(facts);
        List<UUID> variants = changes.stream().map(Shelves.Change::variantId).toList();
        database.afterCommit(() -> availability.forget(variants));
    }

    void publishExpired(Collection<UUID> reservations) {
        outbox.appendAll(
                InventoryEvents.RESERVATION_EXPIRED,
                reservations.stream()
                        .map(id -> new Keyed<>(id.toString(), new ReservationExpired(id)))
                        .toList());
    }

    static Array uuids(Connection tx, Collection<UUID> ids) throws SQLException {
        return tx.createArrayOf("uuid", ids.toArray());
    }
}
