package io.peakday.inventory;

import io.peakday.engines.Database;
import java.time.Duration;

/**
 * Forgets, after a time, by which ids repetitions are recognised: adjustments and restocks that were done, and
 * reservations that hold nothing any more; by the database's clock. What was sold stays, and so does the ledger, which
 * explains everything.
 */
final class Receipts {
    private static final int BATCH = 1_000;

    private static final String OPERATIONS = """
            delete from inventory.operation where id in (
                select id from inventory.operation where at < statement_timestamp() - make_interval(secs => ?)
                order by at limit ? for update skip locked)""";

    private static final String RESERVATIONS = """
            delete from inventory.reservation where id in (
                select id from inventory.reservation where state in ('RELEASED', 'EXPIRED')
                    and expires_at < statement_timestamp() - make_interval(secs => ?)
                order by expires_at limit ? for update skip locked)""";

    private final Database database;
    private final Duration retention;

    Receipts(Database database, Duration retention) {
        this.database = database;
        this.retention = retention;
    }

    /** Safe on any number of nodes. Returns how many were forgotten. */
    int prune() {
        return prune(OPERATIONS) + prune(RESERVATIONS);
    }

    private int prune(String sql) {
        int all = 0;
        int batch;
        do {
            batch = database.sql().sql(sql).params(retention.toSeconds(), BATCH).update();
            all += batch;
        } while (batch == BATCH);
        return all;
    }
}
