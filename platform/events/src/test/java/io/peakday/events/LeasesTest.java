package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeasesTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    @Test
    void aLeaseIsHeldByOneAndItsTokenGrowsWithEveryChangeOfHands() {
        Map<String, Long> first = take("test.hands", "anna");
        assertThat(first).containsEntry("test.hands", 1L);
        assertThat(take("test.hands", "bert")).isEmpty();
        expire("test.hands");
        assertThat(take("test.hands", "bert")).containsEntry("test.hands", 2L);
        assertThat(postgres.database().<Boolean>connection(tx -> Leases.renew(tx, first, LONG)))
                .as("the first holder wakes and renews")
                .isFalse();
        postgres.database().connection(tx -> {
            Leases.release(tx, first);
            return true;
        });
        assertThat(take("test.hands", "carl"))
                .as("nor does it release what is another's")
                .isEmpty();
    }

    @Test
    void aLeaseThatRanOutIsNotRenewed() {
        Map<String, Long> held = take("test.late", "anna");
        expire("test.late");
        assertThat(postgres.database().<Boolean>connection(tx -> Leases.renew(tx, held, LONG)))
                .isFalse();
    }

    @Test
    void ofTwentyWhoSeeItFreeOneTakesIt() throws InterruptedException, ExecutionException {
        List<Leases.Lease> seen = postgres.database().connection(tx -> Leases.expired(tx, List.of("test.race")));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Map<String, Long>>> takers = java.util.stream.IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> postgres.database()
                            .<Map<String, Long>>connection(tx -> Leases.take(tx, seen, "node-" + i, LONG))))
                    .toList();
            int won = 0;
            for (var taker : takers) {
                won += taker.get().size();
            }
            assertThat(won).isEqualTo(1);
        }
    }

    @Test
    void aNodeThatWakesAfterItsTermHasNoEffectAnyMore() {
        Elections stopped = new Elections(postgres.database());
        Elections other = new Elections(postgres.anotherNode());
        AtomicInteger effects = new AtomicInteger();
        assertThatThrownBy(() -> stopped.run("test.term", LONG, term -> {
                    term.effect(effects::incrementAndGet);
                    assertThat(other.run("test.term", LONG, second -> {})).isFalse();
                    // Stopped here for longer than its term lasts …
                    expire("test.term");
                    assertThat(other.run("test.term", LONG, second -> second.effect(effects::incrementAndGet)))
                            .isTrue();
                    // … and awake again.
                    term.effect(() -> effects.addAndGet(100));
                }))
                .isInstanceOf(Elections.Over.class);
        assertThat(effects.get()).isEqualTo(2);
    }

    @Test
    void aLeaseOfADeadHolderThatEndsInHoursBecauseTheClockWasPutBackIsTaken() {
        Map<String, Long> held = take("test.back", "anna");
        postgres.database()
                .sql()
                .sql("update events.lease set expires_at = expires_at + interval '1 hour' where name = 'test.back'")
                .update();
        assertThat(take("test.back", "bert")).containsEntry("test.back", held.get("test.back") + 1);
        assertThat(take("test.back", "carl")).isEmpty();
        assertThat(postgres.database().<Boolean>connection(tx -> Leases.renew(tx, held, LONG)))
                .isFalse();
    }

    private static Map<String, Long> take(String name, String holder) {
        return postgres.database().connection(tx -> Leases.take(tx, Leases.expired(tx, List.of(name)), holder, LONG));
    }

    private static void expire(String name) {
        postgres.database()
                .sql()
                .sql("update events.lease set expires_at = now() - interval '1 second' where name = ?")
                .param(name)
                .update();
    }
}
