package io.peakday.inventory;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;

/**
 * Forgets, after a time, by which ids repetitions are recognised: adjustments and restocks that were done, and
 * reservations that hold nothing any more. What was sold stays, and so does the ledger, which explains everything.
 */
final class Receipts {
    private static final int BATCH = 1_000;

    private static final String OPERATIONS = """
            delete from inventory.operation where id in (
                select id from inventory.operation where at < ? order by at limit ? for update skip locked)""";

    private static final String RESERVATIONS = """
            delete from inventory.reservation where id in (
                select id from inventory.reservation where state in ('RELEASED', 'EXPIRED') and expires_at < ?
                order by expires_at limit ? for update skip locked)""";

    private final Database database;
    private final InstantSource clock;
    private final Duration retention;

    Receipts(Database database, InstantSource clock, Duration retention) {
        this.database = database;
        this.clock = clock;
        this.retention = retention;
    }

    /** Safe on any number of nodes. Returns how many were forgotten. */
    int prune() {
        OffsetDateTime before = SqlTime.of(clock.instant().minus(retention));
        return prune(OPERATIONS, before) + prune(RESERVATIONS, before);
    }

    private int prune(String sql, OffsetDateTime before) {
        int all = 0;
        int batch;
        do {
            batch = database.sql().sql(sql).params(before, BATCH).update();
            all += batch;
        } while (batch == BATCH);
        return all;
    }
}
