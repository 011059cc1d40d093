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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigratorTest {
    private static final SchemaMigration OLDER = new SchemaMigration("sample", "db/older");
    private static final SchemaMigration NEWER = new SchemaMigration("sample", "db/newer");
    private static final SchemaMigration BROKEN = new SchemaMigration("sample", "db/broken");

    @RegisterExtension
    static final OnePostgres postgres = new OnePostgres();

    @Test
    void severalNodesMayMigrateAtOnceAndEachMigrationRunsOnce() throws Exception {
        try (HikariDataSource first = postgres.newDatabase();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String name = first.getJdbcUrl().replaceFirst(".*/", "");
            List<HikariDataSource> nodes = new ArrayList<>();
            List<Future<?>> runs = new ArrayList<>();
            CyclicBarrier together = new CyclicBarrier(4);
            for (int i = 0; i < 4; i++) {
                HikariDataSource node = postgres.pool(name, 4);
                nodes.add(node);
                runs.add(threads.submit(() -> {
                    together.await();
                    Migrator.migrate(node, List.of(NEWER, new SchemaMigration("other_sample", "db/elsewhere")));
                    return null;
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
            nodes.forEach(HikariDataSource::close);
            assertThat(versions(first)).containsExactly("1", "2");
        }
    }

    @Test
    void aMigrationThatFailsLeavesTheSchemaAsItWasAndSaysWhich() throws Exception {
        try (HikariDataSource pool = postgres.newDatabase()) {
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(() -> Migrator.migrate(pool, List.of(BROKEN)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("database.migration-failed"))
                    .withMessageContaining("V2__wrong");
            Migrator.migrate(pool, List.of(NEWER));
            assertThat(versions(pool)).containsExactly("1", "2");
        }
    }

    @Test
    void aMigrationThatWasEditedAfterItRanIsRefused() throws Exception {
        try (HikariDataSource pool = postgres.newDatabase()) {
            Migrator.migrate(pool, List.of(OLDER));
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(() -> Migrator.migrate(pool, List.of(new SchemaMigration("sample", "db/edited"))))
                    .withMessageContaining("hecksum");
        }
    }

    @Test
    void aSecondRunWithTheSameFilesFindsNothingToDoAndOneWithMoreFilesDoes() throws Exception {
        try (HikariDataSource pool = postgres.newDatabase()) {
            Migrator.migrate(pool, List.of(OLDER));
            // Flyway would refuse this at once; that it is not asked shows that the run was skipped.
            new Database(pool)
                    .sql()
                    .sql("update sample.schema_history set checksum = 1 where version = '1'")
                    .update();
            Migrator.migrate(pool, List.of(OLDER));
            assertThatExceptionOfType(Failure.class).isThrownBy(() -> Migrator.migrate(pool, List.of(NEWER)));
        }
    }

    private static List<String> versions(HikariDataSource pool) {
        return new Database(pool)
                .sql()
                .sql("select version from sample.schema_history where version is not null order by installed_rank")
                .query(String.class)
                .list();
    }
}
