package io.peakday.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessResourceFailureException;

/** The program's pool, and a server that it cannot start itself. */
@Tag("serial")
class PoolAfterOutageTest {
    @RegisterExtension
    static final OnePostgres postgres = new OnePostgres();

    @Test
    void aServerThatWasAwayForLongIsUsedAgainAtOnceWhenItIsBack() throws Exception {
        PostgresPool pool = pool();
        try {
            Database database = new Database(pool.dataSource());
            assertThat(one(database)).isEqualTo(1);
            postgres.server().kill();
            // Long enough for a pool that doubles its pauses to have come to several seconds.
            for (int i = 0; i < 8; i++) {
                fails(database);
            }
            postgres.server().start();
            long back = System.nanoTime();
            assertThat(one(database)).isEqualTo(1);
            assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(1));
        } finally {
            pool.close();
            postgres.server().start();
        }
    }

    @Test
    void aPoolClosesQuicklyWhileItsServerIsAway() throws Exception {
        PostgresPool pool = pool();
        try (Connection connection = pool.dataSource().getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
        }
        postgres.server().kill();
        try {
            fails(new Database(pool.dataSource()));
            long begun = System.nanoTime();
            pool.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        } finally {
            postgres.server().start();
        }
    }

    /** Whether in a connection that the server has ended, or for want of one. */
    private static void fails(Database database) {
        assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(() -> one(database));
    }

    private static PostgresPool pool() {
        var settings = new EngineSettings.Postgres(
                null, null, null, null, null, 0, 4, 100, "64MB", Duration.ofSeconds(1), Duration.ofSeconds(10));
        return new PostgresPool(
                new PostgresConnections(
                        () -> postgres.server().url("postgres"),
                        postgres.server().user(),
                        postgres.server().superuserPassword(),
                        settings.deadline()),
                settings);
    }

    private static int one(Database database) {
        return database.sql().sql("select 1").query(Integer.class).single();
    }
}
