package io.peakday.engines;

import io.peakday.kernel.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schemas of all modules to the state this program expects.
 *
 * <p>Each schema has its own Flyway history (table {@code schema_history} in that schema), so rooms evolve without
 * knowing of each other. Any number of nodes may start at once: one PostgreSQL advisory lock lets one migrate while the
 * others wait and then find nothing to do. The lock belongs to a session, so a node that dies gives it back; and the server
 * ends the session when it has heard nothing of it for half a minute, so a node that is stopped in the middle gives it back too.
 * When that one wakes, its sessions are gone, and with them what it had not committed.
 *
 * <p>A start that finds every schema as the same files left it does not wake Flyway at all.
 *
 * <p>A database that carries migrations this program does not know is refused, because an older program would write
 * rows that the newer schema does not expect.
 */
public final class Migrator {
    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    /** "peakday" in ASCII: one lock for one database, whatever else shares the server. */
    private static final long LOCK = 0x7065616b646179L;

    private static final String REFUSED = "42501";

    /** How long the holder of the lock may be silent. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private Migrator() {}

    /** Lets the server hear of the lock's session while the work is done on others. */
    private static void keepAlive(Connection session, CountDownLatch done) {
        try {
            while (!done.await(SILENCE.toSeconds() / 6, TimeUnit.SECONDS)) {
                call(session, "select 1");
            }
        } catch (InterruptedException | SQLException e) {
            // The session has ended; the work notices by itself.
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Migrates the schemas as the only user of the database. */
    public static void migrate(DataSource dataSource, List<SchemaMigration> schemas) {
        migrate(dataSource, schemas, null);
    }

    /**
     * Migrates the schemas in the order given, and then gives the program's role the rights that it needs of them.
     *
     * @param dataSource of the tables' owner; must be able to give two connections at a time
     * @param program the role that gets rights; none if it is the owner
     * @throws Failure {@code database.newer} if the database belongs to a newer program, {@code
     *     database.migration-failed} if a migration does not run, {@code database.unavailable} if there is no database
     */
    public static void migrate(DataSource dataSource, List<SchemaMigration> schemas, @Nullable String program) {
        try (Connection session = dataSource.getConnection()) {
            session.setAutoCommit(true);
            call(session, "select pg_advisory_lock(" + LOCK + ")");
            call(session, "set idle_session_timeout = '" + SILENCE.toSeconds() + "s'");
            CountDownLatch done = new CountDownLatch(1);
            Thread alive = Thread.ofVirtual().name("migration-lock").start(() -> keepAlive(session, done));
            try {
                SchemaFingerprints fingerprints = new SchemaFingerprints(session);
                for (SchemaMigration schema : schemas) {
                    if (!fingerprints.isCurrent(schema)) {
                        migrate(dataSource, schema);
                        fingerprints.remember(schema);
                    }
                }
                if (program != null) {
                    grant(session, program, schemas);
                }
            } finally {
                done.countDown();
                join(alive);
                call(session, "reset idle_session_timeout");
                call(session, "select pg_advisory_unlock(" + LOCK + ")");
            }
        } catch (SQLException e) {
            throw Failure.unavailable("database.unavailable", "The database does not answer: " + e.getMessage(), e);
        }
    }

    private static void grant(Connection session, String program, List<SchemaMigration> schemas) throws SQLException {
        try {
            new ProgramGrants(session, program).bring(schemas);
        } catch (SQLException e) {
            if (!REFUSED.equals(e.getSQLState())) {
                throw e;
            }
            throw Failure.conflict(
                    "database.not-owner",
                    "The owner of the database's tables that is given (peakday.engines.postgres.owner-user) does not own them: "
                            + e.getMessage());
        }
    }

    private static void migrate(DataSource dataSource, SchemaMigration schema) {
        try {
            Flyway flyway = Flyway.configure(Migrator.class.getClassLoader())
                    .dataSource(dataSource)
                    .locations("classpath:" + schema.location())
                    .schemas(schema.schema())
                    .defaultSchema(schema.schema())
                    .table("schema_history")
                    .createSchemas(true)
                    .failOnMissingLocations(true)
                    .validateMigrationNaming(true)
                    .cleanDisabled(true)
                    .load();
            refuseNewer(schema, flyway.info().all());
            int executed = flyway.migrate().migrationsExecuted;
            if (executed > 0) {
                LOG.info("Schema {}: {} migrations applied", schema.schema(), executed);
            }
        } catch (FlywayException e) {
            if (DiskFull.says(e)) {
                throw DiskFull.failure(e);
            }
            throw Failure.internal(
                    "database.migration-failed",
                    "The schema \"" + schema.schema() + "\" could not be migrated: " + firstLines(e),
                    e);
        }
    }

    private static void refuseNewer(SchemaMigration schema, MigrationInfo[] migrations) {
        String known = "nothing";
        for (MigrationInfo migration : migrations) {
            if (migration.getVersion() == null) {
                continue;
            }
            if (migration.getState().isResolved()) {
                known = "version " + migration.getVersion();
            } else if (migration.getState().isApplied()) {
                throw Failure.conflict(
                        "database.newer",
                        "The database is of a newer Peakday: its schema \"" + schema.schema() + "\" is at version "
                                + migration.getVersion() + ", and this program knows " + known
                                + ". Start the newer Peakday, or another database.");
            }
        }
    }

    private static String firstLines(FlywayException e) {
        String message = String.valueOf(e.getMessage()).strip();
        return message.lines().limit(12).reduce((a, b) -> a + "\n" + b).orElse(message);
    }

    private static void call(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
