package io.peakday.waiting;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reading and writing rooms. */
final class RoomRows {
    private static final int FETCH = 20_000;
    private static final String SELECT = "select *, clock_timestamp() as now from waiting.room ";

    private final Database database;

    RoomRows(Database database) {
        this.database = database;
    }

    /** Makes the room; or, until its opening was seen, gives it these terms. False if it is too late for that. */
    boolean put(RoomTerms terms) {
        return database.sql()
                        .sql("""
                                insert into waiting.room as r (id, opens_at, closes_at, rate, burst, credit, seed, advanced_at)
                                values (:id, :opens, :closes, :rate, :burst, :burst, :seed, :opens)
                                on conflict (id) do update set opens_at = excluded.opens_at, closes_at = excluded.closes_at,
                                    rate = excluded.rate, burst = excluded.burst, credit = excluded.credit,
                                    advanced_at = excluded.advanced_at
                                where not r.frozen""")
                        .param("id", terms.roomId())
                        .param("opens", SqlTime.of(terms.opensAt()))
                        .param("closes", SqlTime.of(terms.closesAt()))
                        .param("rate", terms.admissionsPerSecond())
                        .param("burst", terms.burst())
                        .param("seed", Lots.newSeed())
                        .update()
                == 1;
    }

    Optional<RoomRow> find(UUID id) {
        return read(List.of(id)).stream().findFirst();
    }

    List<RoomRow> read(Collection<UUID> ids) {
        return database.sql()
                .sql(SELECT + "where id = any (?)")
                .param(ids.toArray(UUID[]::new))
                .query((row, n) -> RoomRow.of(row))
                .list();
    }

    /** Waits for the joins under way, and keeps new ones waiting until the transaction ends. */
    Optional<RoomRow> lock(UUID id) {
        boolean found = database.sql()
                .sql("select 1 from waiting.room where id = ? for update")
                .param(id)
                .query(Integer.class)
                .optional()
                .isPresent();
        // Read by a statement of its own, whose snapshot is taken when the lock is had.
        return found ? find(id) : Optional.empty();
    }

    /** Ends the draw if the opening has come; nobody is early any more. */
    void freeze(UUID id) {
        database.sql()
                .sql("update waiting.room set frozen = true "
                        + "where id = ? and not frozen and clock_timestamp() >= opens_at")
                .param(id)
                .update();
    }

    /** Moves the pointer, unless anything that counts was changed since the row was read. */
    boolean advance(RoomRow read, Pointer to) {
        return database.sql()
                        .sql("""
                                update waiting.room set served = ?, credit = ?, advanced_at = ?
                                where id = ? and advanced_at = ? and served = ? and gaps = ?
                                    and frozen and not paused and closed_at is null""")
                        .params(
                                to.served(),
                                to.credit(),
                                SqlTime.of(to.advancedAt()),
                                read.id(),
                                SqlTime.of(read.pointer().advancedAt()),
                                read.pointer().served(),
                                read.gaps())
                        .update()
                == 1;
    }

    /** Writes pointer and terms of a room that is locked. */
    void settle(UUID id, Pointer pointer) {
        database.sql()
                .sql("""
                        update waiting.room set served = ?, credit = ?, advanced_at = ?, rate = ?, burst = ?
                        where id = ?""")
                .params(
                        pointer.served(),
                        pointer.credit(),
                        SqlTime.of(pointer.advancedAt()),
                        pointer.rate(),
                        pointer.burst(),
                        id)
                .update();
    }

    void setPaused(UUID id, boolean paused) {
        database.sql()
                .sql("update waiting.room set paused = ? where id = ?")
                .params(paused, id)
                .update();
    }

    void setDifficulty(UUID id, int difficulty) {
        database.sql()
                .sql("update waiting.room set difficulty = ? where id = ?")
                .params(difficulty, id)
                .update();
    }

    void setClosesAt(UUID id, Instant closesAt) {
        database.sql()
                .sql("update waiting.room set closes_at = ? where id = ?")
                .params(SqlTime.of(closesAt), id)
                .update();
    }

    void close(UUID id) {
        database.sql()
                .sql("update waiting.room set closed_at = clock_timestamp() where id = ? and closed_at is null")
                .param(id)
                .update();
    }

    /** The lots that are in the draw; not to be asked before the opening was seen. */
    long[] lots(UUID id, long expected) {
        return database.transact(() -> database.connection(tx -> {
            long[] lots = new long[Math.toIntExact(expected)];
            int n = 0;
            try (var select =
                    tx.prepareStatement("select lot from waiting.place where room_id = ? and lot is not null")) {
                select.setFetchSize(FETCH);
                select.setObject(1, id);
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        lots[n++] = row.getLong(1);
                    }
                }
            }
            if (n != lots.length) {
                throw new IllegalStateException("room " + id + " has " + n + " lots and counted " + lots.length);
            }
            return lots;
        }));
    }

    /** Numbers of those who left: after the first {@code known} to leave, up to the {@code last}th. */
    long[] gaps(UUID id, long known, long last) {
        return database
                .sql()
                .sql("select number from waiting.gap where room_id = ? and nth > ? and nth <= ?")
                .params(id, known, last)
                .query((row, n) -> row.getLong(1))
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }
}
