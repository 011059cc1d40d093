package io.peakday.waiting;

import io.peakday.engines.Database;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Forgets rooms, with their places, some time after they were closed. Safe on any number of nodes. */
final class Pruning {
    private static final int ROOMS = 20;
    private static final int PLACES = 20_000;

    private final Database database;
    private final Duration retention;

    Pruning(Database database, Duration retention) {
        this.database = database;
        this.retention = retention;
    }

    /** Returns how many rows; what is left over is for the next run. */
    int prune() {
        List<UUID> due = database.sql()
                .sql("""
                        select id from waiting.room where closes_at < clock_timestamp() - make_interval(secs => ?)
                        order by closes_at limit ?""")
                .params(retention.toSeconds(), ROOMS)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        int rows = 0;
        for (UUID room : due) {
            int places = delete("place", room) + delete("gap", room);
            rows += places;
            if (places == 0) {
                rows += database.sql().sql("""
                                delete from waiting.room r where id = ?
                                and not exists (select from waiting.place where room_id = r.id)
                                and not exists (select from waiting.gap where room_id = r.id)""").param(room).update();
            }
        }
        return rows;
    }

    private int delete(String table, UUID room) {
        return database.sql()
                .sql("""
                        delete from waiting.%s where ctid = any (array(
                            select ctid from waiting.%s where room_id = ? limit ? for update skip locked))""".formatted(table, table))
                .params(room, PLACES)
                .update();
    }
}
