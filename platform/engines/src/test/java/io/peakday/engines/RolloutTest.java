package io.peakday.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.peakday.kernel.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Programs of several versions on one database, each with the migrations that it knows. */
class RolloutTest {
    private static final SchemaMigration VERSION_1 = new SchemaMigration("sample", "db/older");
    /** Adds a column. */
    private static final SchemaMigration VERSION_2 = new SchemaMigration("sample", "db/newer");
    /** Renames it, {@code not-before 3}. */
    private static final SchemaMigration VERSION_3 = new SchemaMigration("sample", "db/breaking");
    /** Adds another column. */
    private static final SchemaMigration VERSION_4 = new SchemaMigration("sample", "db/later");
    /** Another version 3, which drops what version 2 does not use, {@code not-before 2}. */
    private static final SchemaMigration CONTRACTED = new SchemaMigration("sample", "db/contracting");
    /** Another version 2, with a table to which rows are only added. */
    private static final SchemaMigration ADDED =
            new SchemaMigration("sample", "db/added").with("diary", "insert, select");

    @RegisterExtension
    static final OnePostgres postgres = new OnePostgres();

    private HikariDataSource pool;

    @BeforeEach
    void aDatabaseOfItsOwn() throws Exception {
        pool = postgres.newDatabase();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void aProgramStartsOnASchemaToWhichTheNextOneOnlyAdded() {
        Migrator.migrate(pool, List.of(VERSION_2));
        Migrator.migrate(pool, List.of(VERSION_1));
        assertThat(versions()).containsExactly("1", "2");
        assertThat(record()).isEqualTo("2 not before 0");
        // Flyway would refuse this at once: the newer program still finds nothing to do.
        sql("update sample.schema_history set checksum = 1 where version = '2'");
        Migrator.migrate(pool, List.of(VERSION_2));
    }

    @Test
    void aProgramIsRefusedOnASchemaThatTheNextOneChangedUnderIt() {
        Migrator.migrate(pool, List.of(VERSION_2));
        Migrator.migrate(pool, List.of(VERSION_3));
        refused(VERSION_2, "\"sample\" is at version 3", "programs that know version 3", "knows version 2");
        assertThat(record()).isEqualTo("3 not before 3");
    }

    @Test
    void whatAMigrationAsksForMayBeLessThanItsOwnVersion() {
        Migrator.migrate(pool, List.of(CONTRACTED));
        Migrator.migrate(pool, List.of(VERSION_2));
        refused(VERSION_1, "\"sample\" is at version 3", "programs that know version 2", "knows version 1");
    }

    @Test
    void whatWasAskedForStaysWhateverIsAddedLaterAndWhoeverStarts() {
        Migrator.migrate(pool, List.of(VERSION_3));
        Migrator.migrate(pool, List.of(VERSION_4));
        Migrator.migrate(pool, List.of(VERSION_3));
        refused(VERSION_2, "\"sample\" is at version 4", "programs that know version 3");
        Migrator.migrate(pool, List.of(VERSION_4));
        assertThat(record()).isEqualTo("4 not before 3");
    }

    @Test
    void whatWasAskedForOutlivesTheFileThatAskedForIt() {
        Migrator.migrate(pool, List.of(VERSION_1));
        sql("update engines.migrated set not_before = '1'");
        Migrator.migrate(pool, List.of(VERSION_2));
        assertThat(record()).isEqualTo("2 not before 1");
    }

    @Test
    void nothingIsAskedForByAMigrationThatFailed() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> Migrator.migrate(pool, List.of(new SchemaMigration("sample", "db/broken"))))
                .satisfies(e -> assertThat(e.code()).isEqualTo("database.migration-failed"));
        assertThat(versions()).containsExactly("1");
        assertThat(record()).isEqualTo("1 not before 0");
    }

    @Test
    void aMigrationWithoutATransactionThatStoppedHalfWayIsCountedAsApplied() {
        Migrator.migrate(pool, List.of(VERSION_1));
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> Migrator.migrate(pool, List.of(new SchemaMigration("sample", "db/half"))))
                .satisfies(e -> assertThat(e.code()).isEqualTo("database.migration-failed"));
        assertThat(versions()).as("what Flyway says of it").containsExactly("1");
        refused(VERSION_1, "\"sample\" is at version 2", "programs that know version 2", "knows version 1");
    }

    @Test
    void programsOfTwoVersionsMayStartAtOnceOnAnEmptyDatabase() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CyclicBarrier together = new CyclicBarrier(4);
            List<Future<?>> starts = new ArrayList<>();
            List<HikariDataSource> nodes = new ArrayList<>();
            for (SchemaMigration version : List.of(VERSION_1, VERSION_2, VERSION_1, VERSION_2)) {
                HikariDataSource node = postgres.pool(pool.getJdbcUrl().replaceFirst(".*/", ""), 4);
                nodes.add(node);
                starts.add(threads.submit(() -> {
                    together.await();
                    Migrator.migrate(node, List.of(version));
                    return null;
                }));
            }
            for (Future<?> start : starts) {
                start.get();
            }
            nodes.forEach(HikariDataSource::close);
        }
        assertThat(versions()).containsExactly("1", "2");
        assertThat(record()).isEqualTo("2 not before 0");
    }

    @Test
    void whereNothingIsRecordedEverythingNewerIsRefused() {
        Migrator.migrate(pool, List.of(VERSION_2));
        sql("alter table engines.migrated drop column version, drop column not_before");
        refused(VERSION_1, "\"sample\" is at version 2", "knows version 1");
        // Whoever applies the next migration begins the record.
        Migrator.migrate(pool, List.of(VERSION_2));
        Migrator.migrate(pool, List.of(VERSION_3));
        assertThat(record()).isEqualTo("3 not before 3");
    }

    @Test
    void aRecordThatSpeaksOfAnotherVersionCountsForNothing() {
        Migrator.migrate(pool, List.of(VERSION_2));
        sql("update engines.migrated set version = '1'");
        refused(VERSION_1, "\"sample\" is at version 2", "knows version 1");
    }

    @Test
    void aProgramWhoseOwnMigrationsAreNotThoseThatWereAppliedIsRefused() {
        Migrator.migrate(pool, List.of(VERSION_2));
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> Migrator.migrate(pool, List.of(new SchemaMigration("sample", "db/edited"))))
                .withMessageContaining("hecksum");
        refused(new SchemaMigration("sample", "db/gap"), "\"sample\" is at version 2", "knows version 3");
    }

    @Test
    void anOlderProgramLeavesTheRightsAsTheNewerOneGaveThemAndNeedsNotBeTheOwner() {
        DatabaseRoles roles = new DatabaseRoles(postgres.server());
        String database = "rollout_" + Long.toHexString(System.nanoTime());
        roles.prepare(database);
        DataSource owner = source(database, roles.owner());
        Migrator.migrate(owner, List.of(ADDED), DatabaseRoles.PROGRAM);
        Database seen = new Database(owner);
        List<String> given = rights(seen);
        assertThat(given).contains("diary INSERT", "diary SELECT").doesNotContain("diary DELETE", "diary UPDATE");

        Migrator.migrate(owner, List.of(VERSION_1), DatabaseRoles.PROGRAM);
        assertThat(rights(seen)).isEqualTo(given);

        DataSource program = source(database, roles.program());
        Migrator.migrate(program, List.of(VERSION_1));
        seen.sql().sql("update engines.migrated set not_before = '2'").update();
        refused(program, VERSION_1, "\"sample\" is at version 2", "programs that know version 2");
    }

    private void refused(SchemaMigration program, String... words) {
        refused(pool, program, words);
    }

    private static void refused(DataSource source, SchemaMigration program, String... words) {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> Migrator.migrate(source, List.of(program)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("database.newer"))
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    private static DriverManagerDataSource source(String database, Login login) {
        return new DriverManagerDataSource(postgres.server().url(database), login.user(), login.password());
    }

    private static List<String> rights(Database database) {
        return database.sql()
                .sql("select table_name || ' ' || privilege_type from information_schema.role_table_grants"
                        + " where table_schema = 'sample' and grantee = 'peakday_program' order by 1")
                .query(String.class)
                .list();
    }

    private void sql(String statement) {
        new Database(pool).sql().sql(statement).update();
    }

    private String record() {
        return new Database(pool)
                .sql()
                .sql("select version || ' not before ' || not_before from engines.migrated where schema = 'sample'")
                .query(String.class)
                .single();
    }

    private List<String> versions() {
        return new Database(pool)
                .sql()
                .sql("select version from sample.schema_history where version is not null order by installed_rank")
                .query(String.class)
                .list();
    }
}
