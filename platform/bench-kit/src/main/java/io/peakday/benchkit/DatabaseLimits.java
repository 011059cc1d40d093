package io.peakday.benchkit;

import io.peakday.engines.Database;
import io.peakday.engines.OwnerDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What PostgreSQL can do on this machine at best: durable one-row transactions a second. */
public final class DatabaseLimits {
    private DatabaseLimits() {}

    /**
     * Commits a second of single-row inserts from that many connections, each transaction flushed to disk.
     *
     * @param owner makes the table, and drops it afterwards
     */
    public static double commits(Database database, OwnerDatabase owner, int connections, Duration time)
            throws InterruptedException {
        JdbcClient tables = owner.database().sql();
        tables.sql("create schema if not exists bench").update();
        tables.sql(
                        "create table if not exists bench.commits (id bigint generated always as identity primary key, at timestamptz not null)")
                .update();
        String program = database.sql()
                .sql("select quote_ident(current_user)")
                .query(String.class)
                .single();
        tables.sql("grant usage on schema bench to " + program).update();
        tables.sql("grant insert on bench.commits to " + program).update();
        LongAdder done = new LongAdder();
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                var _ = threads.submit(() -> {
                    try (Connection connection = database.dataSource().getConnection();
                            PreparedStatement insert =
                                    connection.prepareStatement("insert into bench.commits (at) values (now())")) {
                        while (System.nanoTime() < end) {
                            insert.executeUpdate();
                            done.increment();
                        }
                        return null;
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
        }
        tables.sql("drop schema bench cascade").update();
        return done.sum() * 1e9 / time.toNanos();
    }
}
