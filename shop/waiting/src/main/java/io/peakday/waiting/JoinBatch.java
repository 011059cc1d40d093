package io.peakday.waiting;

import io.peakday.engines.GroupCommit;
import io.peakday.engines.SqlTime;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The joins of a group, in the order in which they came, in one transaction.
 *
 * <p>The room's row is locked first, so what is read after that stays as it is until this transaction ends, on every node. Whether
 * somebody is early is decided there, by the database's clock: before the opening a lot, afterwards the next number. The
 * first who finds that the opening has come freezes the draw, permanently, also if the clock should step back.
 */
final class JoinBatch implements GroupCommit.Batch<JoinRequest, Optional<JoinOutcome>> {
    /** One round trip; each statement has a snapshot of its own, taken when the lock is had. */
    private static final String LOCK_AND_LOOK = """
            select 1 from waiting.room where id = ? for update;
            select *, clock_timestamp() as now from waiting.room where id = ?;
            select customer_id, lot is not null and number is null as early, number, gone, solved_until
            from waiting.place where room_id = ? and customer_id = any (?)""";

    /** Who comes again keeps the row; a lot that was in the draw stays in it. */
    private static final String WRITE = """
            insert into waiting.place as p (room_id, customer_id, lot, number, joined_at, solved_until)
            select ?, n.customer_id, n.lot, n.number, ?, n.solved_until
            from unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::timestamptz[]) as n (customer_id, lot, number, solved_until)
            on conflict (room_id, customer_id) do update set
                lot = coalesce(p.lot, excluded.lot), number = excluded.number, gone = false,
                joined_at = excluded.joined_at, solved_until = excluded.solved_until;
            update waiting.room set early = ?, issued = ?, frozen = ? where id = ?""";

    private final int maxPlaces;

    JoinBatch(int maxPlaces) {
        this.maxPlaces = maxPlaces;
    }

    /** One outcome a request; empty where there is no such room. */
    @Override
    public List<Optional<JoinOutcome>> run(Connection tx, List<JoinRequest> requests) throws SQLException {
        Map<UUID, List<Integer>> byRoom = new TreeMap<>();
        for (int i = 0; i < requests.size(); i++) {
            byRoom.computeIfAbsent(requests.get(i).roomId(), room -> new ArrayList<>())
                    .add(i);
        }
        List<Optional<JoinOutcome>> outcomes = new ArrayList<>();
        requests.forEach(request -> outcomes.add(Optional.empty()));
        for (Map.Entry<UUID, List<Integer>> one : byRoom.entrySet()) {
            Locked room = lock(
                    tx,
                    one.getKey(),
                    one.getValue().stream()
                            .map(i -> requests.get(i).customerId())
                            .toList());
            if (room != null) {
                one.getValue().forEach(i -> outcomes.set(i, Optional.of(room.join(requests.get(i), maxPlaces))));
                room.write(tx);
            }
        }
        return outcomes;
    }

    private static @Nullable Locked lock(Connection tx, UUID roomId, List<UUID> customers) throws SQLException {
        try (PreparedStatement all = tx.prepareStatement(LOCK_AND_LOOK)) {
            all.setObject(1, roomId);
            all.setObject(2, roomId);
            all.setObject(3, roomId);
            all.setArray(4, tx.createArrayOf("uuid", customers.toArray()));
            all.execute();
            all.getMoreResults();
            Locked locked;
            try (ResultSet row = all.getResultSet()) {
                if (!row.next()) {
                    return null;
                }
                locked = new Locked(RoomRow.of(row));
            }
            all.getMoreResults();
            try (ResultSet row = all.getResultSet()) {
                while (row.next()) {
                    locked.entries.put(
                            row.getObject(1, UUID.class),
                            new Entry(
                                    row.getBoolean(2),
                                    row.getLong(3),
                                    row.getBoolean(4),
                                    SqlTime.instantOrNull(row, 5)));
                }
            }
            return locked;
        }
    }

    private record Entry(
            boolean early,
            long number,
            boolean gone,
            @Nullable Instant solvedUntil) {
        Place place(JoinRequest request) {
            return new Place(request.roomId(), request.customerId(), early, early ? 0 : number);
        }
    }

    /** A room under its lock, what its joiners have in it, and what is to be written. */
    private static final class Locked {
        private final RoomRow row;
        private final Map<UUID, Entry> entries = new HashMap<>();
        private final List<JoinRequest> joined = new ArrayList<>();
        private final List<Long> lots = new ArrayList<>();
        private final List<Long> numbers = new ArrayList<>();
        private final boolean frozen;
        private long early;
        private long issued;

        Locked(RoomRow row) {
            this.row = row;
            this.frozen = row.frozen() || !row.now().isBefore(row.opensAt());
            this.early = row.early();
            this.issued = row.pointer().issued();
        }

        JoinOutcome join(JoinRequest request, int maxPlaces) {
            Entry entry = entries.get(request.customerId());
            if (entry != null && !entry.gone) {
                return new JoinOutcome.AlreadyIn(entry.place(request));
            }
            if (row.closedAt(row.now())) {
                return new JoinOutcome.Closed();
            }
            if (issued >= maxPlaces) {
                return new JoinOutcome.Full();
            }
            if (entry != null && row.difficulty() > 0 && !isNew(request.solvedUntil(), entry.solvedUntil)) {
                return new JoinOutcome.ChallengeRequired(row.difficulty(), null);
            }
            Entry now = new Entry(!frozen, issued, false, request.solvedUntil());
            entries.put(request.customerId(), now);
            joined.add(request);
            lots.add(frozen ? null : row.lots().of(request.customerId()));
            numbers.add(frozen ? issued : null);
            issued++;
            early += frozen ? 0 : 1;
            return new JoinOutcome.Joined(now.place(request));
        }

        /** Ends of challenges grow, so a later one is of another challenge. */
        private static boolean isNew(@Nullable Instant solved, @Nullable Instant before) {
            return solved != null && (before == null || solved.isAfter(before));
        }

        void write(Connection tx) throws SQLException {
            if (joined.isEmpty() && frozen == row.frozen()) {
                return;
            }
            try (PreparedStatement both = tx.prepareStatement(WRITE)) {
                both.setObject(1, row.id());
                both.setObject(2, SqlTime.of(row.now()));
                both.setArray(
                        3,
                        array(
                                tx,
                                "uuid",
                                joined.stream().map(JoinRequest::customerId).toArray()));
                both.setArray(4, array(tx, "int8", lots.toArray()));
                both.setArray(5, array(tx, "int8", numbers.toArray()));
                both.setArray(
                        6,
                        array(
                                tx,
                                "timestamptz",
                                joined.stream().map(Locked::solved).toArray()));
                both.setLong(7, early);
                both.setLong(8, issued);
                both.setBoolean(9, frozen);
                both.setObject(10, row.id());
                both.execute();
            }
        }

        private static @Nullable String solved(JoinRequest request) {
            Instant solved = request.solvedUntil();
            return solved == null ? null : solved.toString();
        }

        private static Array array(Connection tx, String type, @Nullable Object[] values) throws SQLException {
            return tx.createArrayOf(type, values);
        }
    }
}
