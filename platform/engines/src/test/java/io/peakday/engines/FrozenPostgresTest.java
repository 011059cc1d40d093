package io.peakday.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.peakday.kernel.Failure;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that lives and stands still, and programs that stand still while they hold its locks. */
@Tag("serial")
class FrozenPostgresTest {
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    /** Of whoever asks a server that stands still: a connection is waited for, then an answer. */
    private static final Duration ALL = DEADLINE.multipliedBy(8);

    @RegisterExtension
    static final OnePostgres postgres = new OnePostgres();

    private PostgresPool pool;
    private Database database;

    @BeforeEach
    void open() {
        var settings = new EngineSettings.Postgres(null, null, null, null, null, 0, 4, 100, "64MB", DEADLINE, DEADLINE);
        pool = new PostgresPool(
                new PostgresConnections(
                        () -> postgres.server().url("postgres"),
                        postgres.server().user(),
                        postgres.server().superuserPassword(),
                        settings.deadline()),
                settings);
        database = new Database(pool.dataSource());
        database.sql()
                .sql("create table if not exists counted (id int primary key, n int not null)")
                .update();
        database.sql()
                .sql("insert into counted values (1, 0) on conflict do nothing")
                .update();
    }

    @AfterEach
    void close() throws Exception {
        signal("CONT");
        pool.close();
    }

    @Test
    void aStatementThatTakesTooLongIsEndedByTheServer() {
        assertThat(timed(() -> assertThatExceptionOfType(RuntimeException.class)
                        .isThrownBy(() -> database.sql()
                                .sql("select pg_sleep(60)")
                                .query()
                                .listOfRows())))
                .isLessThan(ALL);
        assertThat(one()).isEqualTo(1);
    }

    @Test
    void aProgramThatStandsStillInATransactionLosesItsLocksWhenTheDeadlineIsOver() throws Exception {
        try (Connection still = pool.dataSource().getConnection()) {
            still.setAutoCommit(false);
            try (Statement statement = still.createStatement()) {
                statement.executeUpdate("update counted set n = n + 1 where id = 1");
            }
            await().atMost(ALL)
                    .ignoreExceptions()
                    .until(() -> database.sql()
                                    .sql("update counted set n = n + 10 where id = 1")
                                    .update()
                            == 1);
            // It wakes, and what it had begun is gone.
            assertThatExceptionOfType(SQLException.class).isThrownBy(still::commit);
        }
        int n = database.sql().sql("select n from counted").query(Integer.class).single();
        assertThat(n % 10).isZero();
    }

    @Test
    void whoAsksAServerThatStandsStillIsInformedWithinTheDeadlineAndServedWhenItWakes() throws Exception {
        NodeHealth health = new NodeHealth(List.of(HealthCheck.required("PostgreSQL", pool::trouble)));
        try (var group = new GroupCommit<Integer, Boolean>("frozen", pool.dataSource(), 16, 100, (tx, all) -> {
            try (Statement statement = tx.createStatement()) {
                statement.executeUpdate("update counted set n = n + 10 where id = 1");
            }
            return all.stream().map(one -> true).toList();
        })) {
            assertThat(group.submit(1)).isTrue();
            assertThat(health.ask().ready()).isTrue();
            signal("STOP");
            assertThat(timed(() -> assertThat(health.ask().ready()).isFalse())).isLessThan(Duration.ofSeconds(3));
            assertThat(timed(() ->
                            assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> one())))
                    .isLessThan(ALL);
            assertThat(timed(() -> assertThatExceptionOfType(Failure.class).isThrownBy(() -> group.submit(1))))
                    .isLessThan(ALL);
            signal("CONT");
            await().atMost(ALL).ignoreExceptions().until(() -> one() == 1);
            await().atMost(ALL).ignoreExceptions().until(() -> group.submit(1));
            await().atMost(ALL).until(() -> health.ask().ready());
        }
    }

    private int one() {
        return database.sql().sql("select 1").query(Integer.class).single();
    }

    private static Duration timed(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** To the server first, so that it makes no more children meanwhile, then to these. */
    private static void signal(String name) throws IOException, InterruptedException {
        ProcessHandle server = ProcessHandle.of(postgres.server().pid()).orElseThrow();
        signal(name, server);
        for (ProcessHandle one : server.descendants().toList()) {
            signal(name, one);
        }
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }
}
