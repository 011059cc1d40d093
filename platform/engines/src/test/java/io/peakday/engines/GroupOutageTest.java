package io.peakday.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What callers of a group see of a database that is killed, stays away and comes back. */
@Tag("serial")
class GroupOutageTest {
    /** Of the pool: what one attempt may cost while there is no server. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final String UNAVAILABLE = "database.unavailable";
    private static final String UNKNOWN = "database.outcome-unknown";

    @RegisterExtension
    static final OnePostgres postgres = new OnePostgres();

    private HikariDataSource pool;
    private Database database;
    private GroupCommit<UUID, Boolean> group;

    @BeforeEach
    void aTableOfThingsDone() throws Exception {
        pool = postgres.newDatabase();
        database = new Database(pool);
        database.sql().sql("create table done (id uuid primary key)").update();
        group = new GroupCommit<>("test", pool, 16, 1_000, 2, id -> id, GroupOutageTest::insert);
    }

    @AfterEach
    void tidyUp() {
        postgres.server().start();
        group.close();
        pool.close();
    }

    @Test
    void manyCallersOfAKilledDatabaseAreAllAnsweredWithinOneWaitAndTheirAnswersAreTrue() throws Exception {
        Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
        Map<UUID, String> failed = new ConcurrentHashMap<>();
        var busy = new CountDownLatch(2_000);
        long killed;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                callers.execute(() -> {
                    String code = null;
                    while (code == null) {
                        UUID id = Ids.next();
                        code = submit(id);
                        if (code == null) {
                            acknowledged.add(id);
                            busy.countDown();
                        } else {
                            failed.put(id, code);
                        }
                    }
                });
            }
            busy.await();
            killed = System.nanoTime();
            postgres.server().kill();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(TIMEOUT.plusSeconds(3));
        assertThat(failed).hasSize(64);
        assertThat(failed.values()).isSubsetOf(UNAVAILABLE, UNKNOWN);

        postgres.server().start();
        Set<UUID> done = await().ignoreExceptions().until(this::done, found -> true);
        assertThat(done).containsAll(acknowledged);
        failed.forEach((id, code) -> {
            if (code.equals(UNAVAILABLE)) {
                assertThat(done).doesNotContain(id);
            }
        });
        failed.keySet().forEach(id -> await().until(() -> submit(id) == null));
        Set<UUID> all = new HashSet<>(acknowledged);
        all.addAll(failed.keySet());
        assertThat(done()).isEqualTo(all);
    }

    @Test
    void aGroupThatLosesItsDatabaseHalfwayFailsTogetherAndCanBeAskedAgain() throws Exception {
        var begun = new CountDownLatch(1);
        var resume = new CountDownLatch(1);
        try (var halfway = new GroupCommit<UUID, Boolean>("halfway", pool, 64, 100, (tx, ids) -> {
            begun.countDown();
            awaitLatch(resume);
            return insert(tx, ids);
        })) {
            List<UUID> ids = IntStream.range(0, 64).mapToObj(i -> Ids.next()).toList();
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> calls = ids.stream()
                        .<Future<?>>map(id -> callers.submit(() -> assertThatExceptionOfType(Failure.class)
                                .isThrownBy(() -> halfway.submit(id))
                                .satisfies(e -> assertThat(e.code()).isEqualTo(UNAVAILABLE))))
                        .toList();
                begun.await();
                postgres.server().kill();
                long killed = System.nanoTime();
                resume.countDown();
                for (Future<?> call : calls) {
                    call.get();
                }
                // Nobody waited for a connection: that this one broke was enough to know.
                assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(TIMEOUT);
            }
            postgres.server().start();
            await().ignoreExceptions().until(() -> halfway.submit(ids.getFirst()));
            ids.forEach(halfway::submit);
            assertThat(done()).isEqualTo(Set.copyOf(ids));
        }
    }

    @Test
    void whileTheDatabaseIsAwayNewcomersAreRefusedAtOnceAndItsReturnIsNoticedByTheOneThatWaits() throws Exception {
        assertThat(submit(Ids.next())).isNull();
        postgres.server().kill();
        await().until(() -> UNAVAILABLE.equals(submit(Ids.next())));
        long begun = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            assertThat(submit(Ids.next())).isEqualTo(UNAVAILABLE);
        }
        // At most one of them was let through to try; had each waited, this would have taken most of an hour.
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TIMEOUT.multipliedBy(2));
        postgres.server().start();
        await().atMost(Duration.ofSeconds(5)).until(() -> submit(Ids.next()) == null);
        for (int i = 0; i < 100; i++) {
            assertThat(submit(Ids.next())).isNull();
        }
    }

    /** The code of the failure, or nothing when it is done. */
    private String submit(UUID id) {
        try {
            group.submit(id);
            return null;
        } catch (Failure e) {
            return e.code();
        }
    }

    private Set<UUID> done() {
        return Set.copyOf(
                database.sql().sql("select id from done").query(UUID.class).list());
    }

    private static List<Boolean> insert(Connection tx, List<UUID> ids) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("insert into done values (?) on conflict do nothing")) {
            for (UUID id : ids) {
                insert.setObject(1, id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return ids.stream().map(id -> true).toList();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
