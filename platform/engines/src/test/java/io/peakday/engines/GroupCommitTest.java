package io.peakday.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.peakday.kernel.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataIntegrityViolationException;

class GroupCommitTest {
    /** Add the amount to the thing; a poisoned one throws. */
    private record Add(int thing, long amount) {}

    private static final long POISON = 666;

    @RegisterExtension
    static final OnePostgres postgres = new OnePostgres();

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private HikariDataSource pool;
    private Database database;

    @BeforeEach
    void aTableOfFourThings() throws Exception {
        pool = postgres.newDatabase();
        database = new Database(pool);
        Migrator.migrate(pool, List.of(new SchemaMigration("sample", "db/older")));
        database.sql()
                .sql("insert into sample.thing (id) select generate_series(0, 3)")
                .update();
        // Checked at the commit, not before.
        database.sql()
                .sql("create table sample.once (id bigint, unique (id) deferrable initially deferred)")
                .update();
    }

    @AfterEach
    void tidyUp() {
        callers.close();
        pool.close();
    }

    @Test
    void everyRequestIsAppliedOnceWhateverOthersInItsGroupDo() throws Exception {
        long seed = Long.getLong("peakday.test.seed", System.nanoTime() & Integer.MAX_VALUE);
        System.out.println("GroupCommitTest draws with -Dpeakday.test.seed=" + seed);
        Random random = new Random(seed);
        try (var group = new GroupCommit<>("test", pool, 64, 10_000, 2, Add::thing, GroupCommitTest::apply)) {
            AtomicLong expected = new AtomicLong();
            AtomicInteger failures = new AtomicInteger();
            List<Future<?>> calls = new ArrayList<>();
            int poisoned = 0;
            for (int i = 0; i < 3_000; i++) {
                boolean poison = random.nextInt(40) == 0;
                poisoned += poison ? 1 : 0;
                Add add = new Add(random.nextInt(4), poison ? POISON : 1 + random.nextInt(9));
                calls.add(callers.submit(() -> {
                    try {
                        group.submit(add);
                        expected.addAndGet(add.amount());
                    } catch (IllegalArgumentException e) {
                        failures.incrementAndGet();
                    }
                }));
            }
            for (Future<?> call : calls) {
                call.get();
            }
            assertThat(sum()).isEqualTo(expected.get());
            assertThat(failures.get()).isEqualTo(poisoned);
            assertThat(group.requests()).isEqualTo(3_000 - poisoned);
            assertThat(group.waiting()).isZero();
        }
    }

    @Test
    void requestsThatArriveDuringATransactionShareTheNextOne() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch resume = new CountDownLatch(1);
        try (var group = held(64, 100, begun, resume)) {
            List<Future<Long>> calls = new ArrayList<>();
            calls.add(callers.submit(() -> group.submit(new Add(0, 1))));
            begun.await();
            for (int i = 0; i < 20; i++) {
                calls.add(callers.submit(() -> group.submit(new Add(0, 1))));
            }
            await().until(() -> group.waiting() == 20);
            resume.countDown();
            for (Future<Long> call : calls) {
                call.get();
            }
            assertThat(group.commits()).isEqualTo(2);
            assertThat(sum()).isEqualTo(21);
        }
    }

    @Test
    void eachCallerGetsTheResultOfItsOwnRequest() throws Exception {
        try (var group = new GroupCommit<Integer, Integer>(
                "test",
                pool,
                16,
                1_000,
                (tx, numbers) -> numbers.stream().map(n -> n * n).toList())) {
            List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                int number = i;
                calls.add(callers.submit(() -> group.submit(number)));
            }
            for (int i = 0; i < 500; i++) {
                assertThat(calls.get(i).get()).isEqualTo(i * i);
            }
        }
    }

    @Test
    void aConstraintThatIsOnlyCheckedAtTheCommitFailsItsOwnRequestOnly() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch resume = new CountDownLatch(1);
        try (var group = new GroupCommit<Long, Long>("test", pool, 64, 100, (tx, ids) -> {
            begun.countDown();
            awaitLatch(resume);
            try (PreparedStatement insert = tx.prepareStatement("insert into sample.once values (?)")) {
                for (long id : ids) {
                    insert.setLong(1, id);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            return ids;
        })) {
            Future<Long> first = callers.submit(() -> group.submit(1L));
            begun.await();
            List<Future<Long>> others = new ArrayList<>();
            for (long id : List.of(2L, 1L, 3L)) {
                int waiting = others.size();
                others.add(callers.submit(() -> group.submit(id)));
                await().until(() -> group.waiting() == waiting + 1);
            }
            resume.countDown();
            assertThat(first.get()).isEqualTo(1);
            assertThat(others.get(0).get()).isEqualTo(2);
            assertThatThrownBy(() -> others.get(1).get())
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(DataIntegrityViolationException.class);
            assertThat(others.get(2).get()).isEqualTo(3);
        }
    }

    @Test
    void requestsOfOneKeyStayInOrderAcrossLanes() throws Exception {
        List<String> applied = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch resume = new CountDownLatch(1);
        List<Future<String>> calls = new ArrayList<>();
        try (var group =
                new GroupCommit<String, String>("test", pool, 8, 1_000, 4, word -> word.charAt(0), (tx, words) -> {
                    begun.addAndGet(words.size());
                    awaitLatch(resume);
                    applied.addAll(words);
                    return words;
                })) {
            try {
                for (char key : "abcd".toCharArray()) {
                    calls.add(callers.submit(() -> group.submit(key + "0000")));
                }
                await().until(() -> begun.get() + group.waiting() == 4);
                // What has not begun waits in its lane; the next is given only when this one is there.
                for (int i = 1; i <= 100; i++) {
                    String word = "abcd".charAt(i % 4) + "%04d".formatted(i);
                    int given = 4 + i;
                    calls.add(callers.submit(() -> group.submit(word)));
                    await().pollDelay(java.time.Duration.ZERO)
                            .pollInterval(java.time.Duration.ofMillis(1))
                            .until(() -> begun.get() + group.waiting() == given);
                }
            } finally {
                // Closing the group waits for what has begun.
                resume.countDown();
            }
            for (Future<String> call : calls) {
                call.get();
            }
        }
        for (char key : "abcd".toCharArray()) {
            assertThat(applied.stream().filter(word -> word.charAt(0) == key).toList())
                    .isSorted()
                    .hasSize(26);
        }
    }

    @Test
    void aFullQueueRefusesAtOnceAndSaysThatTryingAgainHelps() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch resume = new CountDownLatch(1);
        try (var group = held(4, 3, begun, resume)) {
            List<Future<Long>> calls = new ArrayList<>();
            calls.add(callers.submit(() -> group.submit(new Add(0, 1))));
            begun.await();
            for (int i = 0; i < 3; i++) {
                calls.add(callers.submit(() -> group.submit(new Add(0, 1))));
            }
            await().until(() -> group.waiting() == 3);
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(() -> group.submit(new Add(0, 1)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("group.full"))
                    .satisfies(e -> assertThat(e.fault().retryHelps()).isTrue());
            resume.countDown();
            for (Future<Long> call : calls) {
                call.get();
            }
            assertThat(sum()).isEqualTo(4);
        }
    }

    @Test
    void anInterruptedCallerWithdrawsItsRequest() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch resume = new CountDownLatch(1);
        try (var group = held(4, 10, begun, resume)) {
            Future<Long> first = callers.submit(() -> group.submit(new Add(0, 1)));
            begun.await();
            List<Failure> failures = Collections.synchronizedList(new ArrayList<>());
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    group.submit(new Add(0, 100));
                } catch (Failure e) {
                    failures.add(e);
                }
            });
            await().until(() -> group.waiting() == 1);
            caller.interrupt();
            caller.join();
            resume.countDown();
            first.get();
            assertThat(failures).extracting(Failure::code).containsExactly("group.interrupted");
            await().until(() -> group.waiting() == 0);
        }
        assertThat(sum()).isEqualTo(1);
    }

    @Test
    void closingAnswersThoseInsideAndRefusesNewOnes() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch resume = new CountDownLatch(1);
        var group = held(4, 10, begun, resume);
        Future<Long> first = callers.submit(() -> group.submit(new Add(0, 1)));
        begun.await();
        Future<Long> second = callers.submit(() -> group.submit(new Add(0, 1)));
        await().until(() -> group.waiting() == 1);
        Future<?> closing = callers.submit(group::close);
        await().untilAsserted(() -> assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> group.submit(new Add(0, 100)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("group.closed")));
        assertThat(closing.isDone()).isFalse();
        resume.countDown();
        closing.get();
        first.get();
        second.get();
        assertThat(sum()).isEqualTo(2);
    }

    @Test
    void statementsOfTheDatabaseJoinTheTransactionOfTheGroup() {
        try (var group = new GroupCommit<Add, Long>("test", pool, 4, 10, (tx, adds) -> {
            database.sql()
                    .sql("update sample.thing set amount = amount + 5 where id = 0")
                    .update();
            throw new IllegalArgumentException("after all, no");
        })) {
            assertThatThrownBy(() -> group.submit(new Add(0, 1))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(sum()).isZero();
    }

    @Test
    void aRequestInsideATransactionJoinsItAndIsUndoneWithIt() {
        try (var group = new GroupCommit<Add, Long>("test", pool, 4, 10, GroupCommitTest::apply)) {
            database.run(() -> {
                // Holds the row that the request needs: a transaction of its own would wait indefinitely.
                database.sql()
                        .sql("update sample.thing set amount = 10 where id = 0")
                        .update();
                group.submit(new Add(0, 1));
            });
            assertThat(sum()).isEqualTo(11);
            assertThatThrownBy(() -> database.run(() -> {
                        group.submit(new Add(0, 100));
                        throw new IllegalStateException("after all, no");
                    }))
                    .hasMessage("after all, no");
            assertThat(sum()).isEqualTo(11);
        }
    }

    @Test
    void aBatchThatAnswersTheWrongNumberOfRequestsChangesNothing() {
        try (var group = new GroupCommit<Add, Long>("test", pool, 4, 10, (tx, adds) -> {
            apply(tx, adds);
            return List.of();
        })) {
            assertThatThrownBy(() -> group.submit(new Add(0, 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("0 results for 1 requests");
        }
        assertThat(sum()).isZero();
    }

    @Test
    void aServerThatGoesAwayDuringTheWorkFailsAllCallersAndTheNextRequestAfterItsReturnSucceeds() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        try (var group = new GroupCommit<Add, Long>("test", pool, 4, 10, (tx, adds) -> {
            List<Long> results = apply(tx, adds);
            if (runs.getAndIncrement() == 0) {
                postgres.server().kill();
            }
            return results;
        })) {
            // The connection breaks before the answer to the commit, so what happened cannot be known by the caller.
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(() -> group.submit(new Add(0, 1)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("database.outcome-unknown"));
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(() -> group.submit(new Add(0, 1)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("database.unavailable"));
            postgres.server().start();
            await().ignoreExceptions().until(() -> group.submit(new Add(0, 1)) == 1);
        }
        assertThat(sum()).isEqualTo(1);
    }

    /** A group of which each transaction says that it has begun and waits before it works. */
    private GroupCommit<Add, Long> held(int maxBatch, int maxWaiting, CountDownLatch begun, CountDownLatch resume) {
        return new GroupCommit<>("test", pool, maxBatch, maxWaiting, (tx, adds) -> {
            begun.countDown();
            awaitLatch(resume);
            return apply(tx, adds);
        });
    }

    private static List<Long> apply(Connection tx, List<Add> adds) throws SQLException {
        List<Add> ordered = adds.stream()
                .sorted(java.util.Comparator.comparingInt(Add::thing))
                .toList();
        try (PreparedStatement update =
                tx.prepareStatement("update sample.thing set amount = amount + ? where id = ?")) {
            for (Add add : ordered) {
                update.setLong(1, add.amount());
                update.setInt(2, add.thing());
                update.addBatch();
            }
            update.executeBatch();
        }
        if (adds.stream().anyMatch(add -> add.amount() == POISON)) {
            throw new IllegalArgumentException("poison");
        }
        return adds.stream().map(Add::amount).toList();
    }

    private long sum() {
        return database.sql()
                .sql("select sum(amount) from sample.thing")
                .query(Long.class)
                .single();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
