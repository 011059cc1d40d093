package io.peakday.engines;

import io.peakday.kernel.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schemas of all modules to the state this program expects.
 *
 * <p>Each schema has its own Flyway history (table {@code schema_history} in that schema), so modules evolve without
 * knowing of each other. Any number of nodes may start at once: one PostgreSQL advisory lock lets one migrate while the
 * others wait and then find nothing to do. The lock belongs to a session, so a node that dies releases it; and the server
 * ends the session when it has received nothing of it for half a minute, so a node that is stopped in the middle releases it too.
 * When that one wakes, its sessions are gone, and with them what it had not committed.
 *
 * <p>A start that finds every schema as the same files left it does not wake Flyway at all.
 *
 * <p>A database that carries migrations this program does not know is one of a newer program, which may be replacing this one node
 * by node. Only the newer program knows whether the older may go on, so it says so in the database ({@link SchemaRecords}): which
 * version of the schema a program must know at least. Who knows that one starts, and leaves the schema and the rights on it as
 * they are; who does not would write rows that the newer schema does not expect, or miss what it reads, and is refused. Where
 * nothing is said, nothing newer is expected, and everything is refused that is.
 */
public final class Migrator {
    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    /** "peakday" in ASCII: one lock for one database, whatever else shares the server. */
    private static final long LOCK = 0x7065616b646179L;

    private static final String REFUSED = "42501";

    /** How long the holder of the lock may be silent. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private Migrator() {}

    /** Keeps the lock's session alive at the server while the work is done on others. */
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
     * @throws Failure {@code database.newer} if it belongs to a newer program that does not support this one, {@code
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
                SchemaRecords records = new SchemaRecords(session);
                List<SchemaMigration> own = new ArrayList<>();
                for (SchemaMigration schema : schemas) {
                    if (bring(dataSource, records, schema)) {
                        own.add(schema);
                    }
                }
                if (program != null) {
                    // What a newer program granted is not ours to judge: we would open its new tables, and close what
                    // it opened.
                    grant(session, program, own);
                }
            } finally {
                done.countDown();
                join(alive);
                call(session, "reset idle_session_timeout");
                call(session, "select pg_advisory_unlock(" + LOCK + ")");
            }
        } catch (SQLException e) {
            throw CommitErrors.unavailable(e)
                    ? Failure.unavailable("database.unavailable", "The database does not answer: " + e.getMessage(), e)
                    : Failure.internal(
                            "database.migration-failed", "The schemas cannot be migrated: " + e.getMessage(), e);
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

    /** Whether the schema is now as this program's files say; if not, it is newer, and this program may use it as it is. */
    private static boolean bring(DataSource dataSource, SchemaRecords records, SchemaMigration schema)
            throws SQLException {
        MigrationFiles files = MigrationFiles.of(schema);
        if (records.isCurrent(schema, files)) {
            return true;
        }
        MigrationVersion recorded = recordedAhead(records, schema, files);
        if (recorded != null && !records.mayReadHistory(schema)) {
            // A node without the owner's login has the record only.
            return false;
        }
        try {
            Flyway flyway = flyway(dataSource, records, schema, files);
            MigrationVersion unknown = newestUnknown(flyway.info().all());
            if (unknown != null && !unknown.equals(recorded)) {
                // Nobody has said which programs may use that.
                throw newer(schema, files, unknown, null);
            }
            if (recorded != null) {
                // What this program does know must still be what was applied.
                flyway.validate();
                return false;
            }
            records.prepare();
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
        records.remember(schema, files);
        return true;
    }

    private static Flyway flyway(
            DataSource dataSource, SchemaRecords records, SchemaMigration schema, MigrationFiles files) {
        return Flyway.configure(Migrator.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:" + schema.location())
                .schemas(schema.schema())
                .defaultSchema(schema.schema())
                .table("schema_history")
                .createSchemas(true)
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                // Applied ones that are newer than all of ours are judged by the record.
                .ignoreMigrationPatterns("*:future")
                .callbacks(records.recorder(schema, files))
                .cleanDisabled(true)
                .load();
    }

    /** The newest applied migration that this program does not have; null if it has all. */
    private static @Nullable MigrationVersion newestUnknown(MigrationInfo[] migrations) {
        MigrationVersion newest = null;
        for (MigrationInfo migration : migrations) {
            MigrationVersion version = migration.getVersion();
            if (version != null
                    && migration.getState().isApplied()
                    && !migration.getState().isResolved()) {
                newest = newest == null ? version : MigrationFiles.later(newest, version);
            }
        }
        return newest;
    }

    /**
     * The version that the record gives the schema, if it is ahead of this program and supports it; null if it is not ahead. It
     * comes before the history, which says nothing of a migration without a transaction that stopped half way.
     *
     * @throws Failure if it does not support it
     */
    private static @Nullable MigrationVersion recordedAhead(
            SchemaRecords records, SchemaMigration schema, MigrationFiles files) {
        SchemaRecords.Row row = records.of(schema);
        MigrationVersion known = files.newest();
        if (row == null || row.version() == null || row.version().compareTo(known) <= 0) {
            return null;
        }
        MigrationVersion least = row.notBefore();
        if (least == null || least.compareTo(known) > 0) {
            throw newer(schema, files, row.version(), least);
        }
        LOG.info(
                "Schema {} is at version {}, of a newer Peakday, which supports {}; this one knows version {}, so it starts,"
                        + " and migrates nothing there",
                schema.schema(),
                row.version(),
                least.equals(MigrationFiles.ANY) ? "older ones" : "those that know version " + least,
                known);
        return row.version();
    }

    private static Failure newer(
            SchemaMigration schema, MigrationFiles files, MigrationVersion version, @Nullable MigrationVersion least) {
        return Failure.conflict(
                "database.newer",
                "The database is of a newer Peakday: its schema \"" + schema.schema() + "\" is at version " + version
                        + (least == null ? "" : ", which is for programs that know version " + least)
                        + ", and this program knows version " + files.newest()
                        + ". Start the newer Peakday, or another database.");
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
