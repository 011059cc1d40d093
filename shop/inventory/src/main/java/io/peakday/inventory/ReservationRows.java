package io.peakday.inventory;

import io.peakday.engines.SqlTime;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

/**
 * The tables of reservations; every method is one statement (two where lines are read) for any number of rows. Until when they are
 * held is written, and whether they still are is asked, by the database's clock.
 */
final class ReservationRows {
    /** How PostgreSQL compares UUIDs: by their bytes, unsigned. Java's own order is signed. */
    static final Comparator<UUID> DATABASE_ORDER = (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    };

    /**
     * One reservation with its lines.
     *
     * @param readAt the database's time when it was read
     */
    record Row(
            UUID id,
            ReservationState state,
            Instant createdAt,
            Instant until,
            Instant readAt,
            List<Allotment> allotments) {
        Row in(ReservationState next) {
            return new Row(id, next, createdAt, until, readAt, allotments);
        }

        /** Held from when it was read; to the microsecond, as the database keeps it, so that a replay gives the same instant. */
        Row heldFor(Duration hold) {
            Instant end = readAt.plus(hold).truncatedTo(ChronoUnit.MICROS);
            return new Row(id, ReservationState.HELD, createdAt, end, readAt, allotments);
        }

        Row with(List<Allotment> others) {
            return new Row(id, state, createdAt, until, readAt, others);
        }

        /** Units by variant, wherever they come from. */
        Map<UUID, Integer> lines() {
            Map<UUID, Integer> lines = new HashMap<>();
            allotments.forEach(from -> lines.merge(from.variantId(), from.quantity(), Integer::sum));
            return lines;
        }
    }

    /**
     * Inserts the ids that do not exist yet, in the order given, each to be held so long.
     *
     * @return those, without lines
     */
    Map<UUID, Row> insert(Connection tx, SortedMap<UUID, Duration> holds, ReservationState state) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
                insert into inventory.reservation (id, state, created_at, expires_at)
                select id, ?, statement_timestamp(), statement_timestamp() + make_interval(secs => seconds)
                from unnest(?::uuid[], ?::float8[]) with ordinality as r (id, seconds, position)
                order by position
                on conflict (id) do nothing
                returning id, state, created_at, expires_at, created_at""")) {
            insert.setString(1, state.name());
            insert.setArray(2, StockLedger.uuids(tx, holds.keySet()));
            insert.setArray(
                    3,
                    tx.createArrayOf(
                            "float8",
                            holds.values().stream().map(SqlTime::seconds).toArray()));
            return rows(insert);
        }
    }

    /** Locks the existing ones, in the order of their ids. */
    Map<UUID, Row> lock(Connection tx, Collection<UUID> ids) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("""
                select id, state, created_at, expires_at, clock_timestamp() from inventory.reservation
                where id = any(?) order by id for update""")) {
            select.setArray(1, StockLedger.uuids(tx, new HashSet<>(ids)));
            return withLines(tx, select);
        }
    }

    /** Without a lock. */
    Map<UUID, Row> read(Connection tx, Collection<UUID> ids) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("""
                select id, state, created_at, expires_at, clock_timestamp() from inventory.reservation
                where id = any(?)""")) {
            select.setArray(1, StockLedger.uuids(tx, ids));
            return withLines(tx, select);
        }
    }

    /** Locks those held beyond their time that nobody else has locked. */
    Map<UUID, Row> lockDue(Connection tx, int limit) throws SQLException {
        // One value for the statement, so the index finds what is due.
        try (PreparedStatement select = tx.prepareStatement("""
                select id, state, created_at, expires_at, statement_timestamp() from inventory.reservation
                where state = 'HELD' and expires_at <= statement_timestamp()
                order by expires_at limit ? for update skip locked""")) {
            select.setInt(1, limit);
            return withLines(tx, select);
        }
    }

    private static Map<UUID, Row> rows(PreparedStatement query) throws SQLException {
        Map<UUID, Row> found = new LinkedHashMap<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                UUID id = row.getObject(1, UUID.class);
                found.put(
                        id,
                        new Row(
                                id,
                                ReservationState.valueOf(row.getString(2)),
                                SqlTime.instant(row, 3),
                                SqlTime.instant(row, 4),
                                SqlTime.instant(row, 5),
                                new ArrayList<>()));
            }
        }
        return found;
    }

    private static Map<UUID, Row> withLines(Connection tx, PreparedStatement select) throws SQLException {
        Map<UUID, Row> found = rows(select);
        if (found.isEmpty()) {
            return found;
        }
        try (PreparedStatement lines = tx.prepareStatement("""
                select reservation_id, variant_id, location_id, quantity from inventory.reservation_line
                where reservation_id = any(?) order by reservation_id, variant_id, location_id""")) {
            lines.setArray(1, StockLedger.uuids(tx, found.keySet()));
            try (ResultSet line = lines.executeQuery()) {
                while (line.next()) {
                    Row row = found.get(line.getObject(1, UUID.class));
                    if (row != null) {
                        row.allotments()
                                .add(new Allotment(
                                        line.getObject(2, UUID.class), line.getObject(3, UUID.class), line.getInt(4)));
                    }
                }
            }
        }
        return found;
    }

    Set<UUID> known(Connection tx, Collection<UUID> ids) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("select id from inventory.reservation where id = any(?)")) {
            select.setArray(1, StockLedger.uuids(tx, ids));
            return ids(select);
        }
    }

    /** What is available of these variants, without a lock. */
    Map<UUID, Integer> available(Connection tx, Collection<UUID> variants) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(Availability.READ)) {
            select.setArray(1, StockLedger.uuids(tx, variants));
            Map<UUID, Integer> available = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    available.put(row.getObject(1, UUID.class), row.getInt(2));
                }
            }
            return available;
        }
    }

    void move(Connection tx, Set<UUID> ids, ReservationState state) throws SQLException {
        if (!ids.isEmpty()) {
            try (PreparedStatement update =
                    tx.prepareStatement("update inventory.reservation set state = ? where id = any(?)")) {
                update.setString(1, state.name());
                update.setArray(2, StockLedger.uuids(tx, ids));
                update.executeUpdate();
            }
        }
    }

    /** Holds it so long from now on, if it is held. */
    boolean prolong(Connection tx, UUID id, Duration hold) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("""
                update inventory.reservation set expires_at = clock_timestamp() + make_interval(secs => ?)
                where id = ? and state = 'HELD'""")) {
            update.setDouble(1, SqlTime.seconds(hold));
            update.setObject(2, id);
            return update.executeUpdate() == 1;
        }
    }

    /** Holds expired ones again; their lines are to be added afterwards. */
    void revive(Connection tx, Map<UUID, Instant> until) throws SQLException {
        if (until.isEmpty()) {
            return;
        }
        removeLines(tx, until.keySet());
        try (PreparedStatement update = tx.prepareStatement("""
                update inventory.reservation r set state = 'HELD', expires_at = u.until
                from unnest(?::uuid[], ?::timestamptz[]) as u (id, until) where r.id = u.id""")) {
            update.setArray(1, StockLedger.uuids(tx, until.keySet()));
            update.setArray(2, times(tx, until.values()));
            update.executeUpdate();
        }
    }

    void addLines(Connection tx, Map<UUID, List<Allotment>> granted) throws SQLException {
        if (granted.isEmpty()) {
            return;
        }
        List<UUID> ids = new ArrayList<>();
        List<UUID> variants = new ArrayList<>();
        List<UUID> locations = new ArrayList<>();
        List<Integer> quantities = new ArrayList<>();
        granted.forEach((id, allotments) -> allotments.forEach(from -> {
            ids.add(id);
            variants.add(from.variantId());
            locations.add(from.locationId());
            quantities.add(from.quantity());
        }));
        try (PreparedStatement insert = tx.prepareStatement("""
                insert into inventory.reservation_line (reservation_id, variant_id, location_id, quantity)
                select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::int[])""")) {
            insert.setArray(1, StockLedger.uuids(tx, ids));
            insert.setArray(2, StockLedger.uuids(tx, variants));
            insert.setArray(3, StockLedger.uuids(tx, locations));
            insert.setArray(4, tx.createArrayOf("int4", quantities.toArray()));
            insert.executeUpdate();
        }
    }

    void removeLines(Connection tx, Set<UUID> ids) throws SQLException {
        delete(tx, ids, "delete from inventory.reservation_line where reservation_id = any(?)");
    }

    void delete(Connection tx, Set<UUID> ids) throws SQLException {
        delete(tx, ids, "delete from inventory.reservation where id = any(?)");
    }

    private static void delete(Connection tx, Set<UUID> ids, String sql) throws SQLException {
        if (!ids.isEmpty()) {
            try (PreparedStatement delete = tx.prepareStatement(sql)) {
                delete.setArray(1, StockLedger.uuids(tx, ids));
                delete.executeUpdate();
            }
        }
    }

    private static Set<UUID> ids(PreparedStatement query) throws SQLException {
        Set<UUID> ids = new HashSet<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                ids.add(row.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    private static Array times(Connection tx, Collection<Instant> instants) throws SQLException {
        return tx.createArrayOf(
                "timestamptz", instants.stream().map(SqlTime::of).toArray());
    }
}
