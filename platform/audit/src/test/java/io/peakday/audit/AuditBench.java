package io.peakday.audit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.peakday.engines.Database;
import io.peakday.engines.GroupCommit;
import io.peakday.engines.Migrator;
import io.peakday.engines.OwnerDatabase;
import io.peakday.engines.SqlTime;
import io.peakday.engines.postgres.PostgresOptions;
import io.peakday.engines.postgres.PostgresServer;
import io.peakday.identity.IdentityModule;
import io.peakday.kernel.Ids;
import io.peakday.testkit.TestFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures appending to the audit log as it is, and as it was when every append moved the one head of the chain, in turns on one
 * durable database; run by hand. The second kind of work is a request of staff: a transaction that writes a row of its own and
 * appends, and one append before and one after it.
 */
final class AuditBench {
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final int CALLERS = 64;

    private static final String BEFORE = """
            with head as (
                update identity.audit_head
                   set seq = seq + 1, hash = sha256(hash || int8send(seq + 1) || ?)
                returning seq, hash)
            insert into identity.audit (seq, at, actor, action, subject, detail, hash)
            select head.seq, ?, ?, ?, ?, ?, head.hash from head""";

    private final Database database;
    private final Audit audit;
    private final GroupCommit<AuditRow, Boolean> before;

    private AuditBench(Database database) {
        this.database = database;
        AuditKeys keys = AuditKeys.of("", null);
        this.audit = new Audit(
                database,
                new OwnerDatabase(database),
                InstantSource.system(),
                new JsonMapper(),
                keys,
                new RecordedHeads(keys, List.of(), false));
        this.before = new GroupCommit<>("bench.before", database.dataSource(), 64, 5_000, (tx, rows) -> {
            for (AuditRow row : rows) {
                appendAsBefore(tx, row);
            }
            return rows.stream().map(row -> true).toList();
        });
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("peakday-audit-bench");
        PostgresServer postgres = new PostgresServer(
                PostgresOptions.durable(folder.resolve("postgres"), PostgresOptions.userCache(), 60, "128MB"));
        postgres.start();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.url("postgres"));
        config.setUsername(postgres.user());
        config.setPassword(postgres.superuserPassword());
        config.setMaximumPoolSize(24);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Migrator.migrate(pool, List.of(IdentityModule.SCHEMA));
            AuditBench bench = new AuditBench(new Database(pool));
            try (Connection made = pool.getConnection()) {
                made.createStatement().execute("create table bench_work (id uuid primary key, at timestamptz)");
            }
            bench.run();
        } finally {
            postgres.stop();
            TestFolder.delete(folder);
        }
    }

    private void run() throws Exception {
        try (var sealer = Executors.newSingleThreadScheduledExecutor()) {
            // As the nodes do it, all the time, so that the work of sealing counts.
            sealer.scheduleWithFixedDelay(audit::seal, 1, 1, TimeUnit.SECONDS);
            for (int round = 0; round < 3; round++) {
                report("appends alone, one head  ", measure(() -> before.submit(row())));
                report("appends alone, sealed    ", measure(() -> audit.append("bench", "x", Map.of("n", 1))));
                report("staff requests, one head ", measure(this::requestBefore));
                report("staff requests, sealed   ", measure(this::requestNow));
            }
            sealer.shutdown();
            sealer.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private void requestBefore() {
        before.submit(row());
        database.run(() -> {
            work();
            database.connection(tx -> {
                appendAsBefore(tx, row());
                return true;
            });
        });
        before.submit(row());
    }

    private void requestNow() {
        audit.append("http.intent", "x", Map.of("n", 1));
        database.run(() -> {
            work();
            audit.append("did", "x", Map.of("n", 1));
        });
        audit.append("http.outcome", "x", Map.of("n", 1));
    }

    private void work() {
        database.sql()
                .sql("insert into bench_work values (?, now())")
                .param(Ids.next())
                .update();
    }

    /** @param p99 microseconds */
    private record Result(double perSecond, long p50, long p99) {}

    private static Result measure(Runnable work) throws InterruptedException {
        long[][] times = new long[CALLERS][200_000];
        int[] counts = new int[CALLERS];
        LongAdder all = new LongAdder();
        long end = System.nanoTime() + TURN.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < CALLERS; caller++) {
                int me = caller;
                threads.submit(() -> {
                    while (System.nanoTime() < end && counts[me] < times[me].length) {
                        long start = System.nanoTime();
                        work.run();
                        times[me][counts[me]++] = System.nanoTime() - start;
                        all.increment();
                    }
                });
            }
        }
        long[] sorted = Stream.iterate(0, i -> i < CALLERS, i -> i + 1)
                .flatMapToLong(i -> java.util.Arrays.stream(times[i], 0, counts[i]))
                .sorted()
                .toArray();
        return new Result(
                all.sum() / (double) TURN.toSeconds(),
                sorted[sorted.length / 2] / 1000,
                sorted[(int) (sorted.length * 0.99)] / 1000);
    }

    private static void report(String what, Result result) {
        System.out.printf(
                "%s %,8.0f a second, p50 %,7d us, p99 %,7d us%n", what, result.perSecond(), result.p50(), result.p99());
    }

    private static AuditRow row() {
        return new AuditRow(
                0, Instant.now(), "staff:1", "bench", "x", "{\"n\":1}", null, null, new byte[0], new byte[0]);
    }

    private static void appendAsBefore(Connection tx, AuditRow row) throws SQLException {
        try (var statement = tx.prepareStatement(BEFORE)) {
            statement.setBytes(1, row.canonical());
            statement.setObject(2, SqlTime.of(row.at()));
            statement.setString(3, row.actor());
            statement.setString(4, row.action());
            statement.setString(5, row.subject());
            statement.setString(6, row.detail());
            statement.executeUpdate();
        }
    }
}
