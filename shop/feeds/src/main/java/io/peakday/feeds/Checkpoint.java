package io.peakday.feeds;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Failure;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How far an import has come.
 *
 * @param items dealt with
 * @param rejectBytes the length of the rejects file then
 */
record Checkpoint(
        String id,
        long items,
        long rows,
        long created,
        long updated,
        long unchanged,
        long rejected,
        long rejectBytes,
        boolean finished) {

    static Checkpoint start(String id) {
        return new Checkpoint(id, 0, 0, 0, 0, 0, 0, 0, false);
    }

    static Optional<Checkpoint> find(Database database, String id) {
        return database.sql()
                .sql("""
                        select items, rows, created, updated, unchanged, rejected, reject_bytes, finished
                          from catalog.import_checkpoint where id = ?""")
                .param(id)
                .query((row, index) -> new Checkpoint(
                        id,
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getBoolean(8)))
                .optional();
    }

    /** Writes down the start, over whatever was there. */
    void begin(Database database, String file, InstantSource clock) {
        var now = SqlTime.of(clock.instant());
        database.sql().sql("""
                        insert into catalog.import_checkpoint (id, file, items, rows, created, updated, unchanged,
                                                               rejected, reject_bytes, finished, started_at, updated_at)
                        values (?, ?, 0, 0, 0, 0, 0, 0, 0, false, ?, ?)
                        on conflict (id) do update set items = 0, rows = 0, created = 0, updated = 0, unchanged = 0,
                               rejected = 0, reject_bytes = 0, finished = false,
                               started_at = excluded.started_at, updated_at = excluded.updated_at""").params(id, file, now, now).update();
    }

    /**
     * Moves on from this checkpoint to the next, in the transaction of what was dealt with between them.
     *
     * @throws Failure {@code import.already-running} if somebody else moved on from it
     */
    void advance(Database database, Checkpoint next, InstantSource clock) {
        int moved = database.sql()
                .sql("""
                        update catalog.import_checkpoint
                           set items = ?, rows = ?, created = ?, updated = ?, unchanged = ?, rejected = ?,
                               reject_bytes = ?, finished = ?, updated_at = ?
                         where id = ? and items = ? and not finished""")
                .params(
                        next.items,
                        next.rows,
                        next.created,
                        next.updated,
                        next.unchanged,
                        next.rejected,
                        next.rejectBytes,
                        next.finished,
                        SqlTime.of(clock.instant()),
                        id,
                        items)
                .update();
        if (moved == 0) {
            throw Failure.conflict(
                    "import.already-running", "This file is being imported with this mapping already, elsewhere.");
        }
    }
}
