package io.peakday.edge.shed;

import static io.peakday.web.Priority.BROWSING;
import static io.peakday.web.Priority.CRAWLER;
import static io.peakday.web.Priority.CRITICAL;
import static io.peakday.web.Priority.INTERACTIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.testkit.Seeds;
import io.peakday.web.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(30);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** Critical 4, interactive 3, browsing 2, crawler 1. */
    private static Gate gate(int most) {
        return new Gate(new int[] {4, 3, 2, 1, 4, 4}, most);
    }

    private Future<Boolean> waiting(Gate gate, Priority priority, int then) {
        Future<Boolean> waiter = threads.submit(() -> gate.enter(priority, LONG));
        await().until(() -> gate.waiting() == then);
        return waiter;
    }

    @Test
    void eachPriorityHasACeilingOfItsOwn() {
        Gate gate = gate(0);
        assertThat(gate.enter(CRAWLER, 0)).isTrue();
        assertThat(gate.enter(CRAWLER, 0)).isFalse();
        assertThat(gate.enter(BROWSING, 0)).isTrue();
        assertThat(gate.enter(BROWSING, 0)).isFalse();
        assertThat(gate.enter(INTERACTIVE, 0)).isTrue();
        assertThat(gate.enter(INTERACTIVE, 0)).isFalse();
        assertThat(gate.enter(CRITICAL, 0)).isTrue();
        assertThat(gate.enter(CRITICAL, 0)).isFalse();
        assertThat(gate.inside()).isEqualTo(4);
    }

    @Test
    void whoeverIsWorthMoreIsServedFirst() throws Exception {
        Gate gate = new Gate(new int[] {1, 1, 1, 1, 1, 1}, 10);
        gate.enterAtOnce(CRITICAL);
        Future<Boolean> browsing = waiting(gate, BROWSING, 1);
        Future<Boolean> buying = waiting(gate, CRITICAL, 2);
        gate.leave();
        assertThat(buying.get()).isTrue();
        assertThat(browsing.isDone()).isFalse();
        gate.leave();
        assertThat(browsing.get()).isTrue();
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void buyingPassesThoseWhoWaitToBrowse() {
        Gate gate = gate(10);
        gate.enterAtOnce(BROWSING);
        gate.enterAtOnce(BROWSING);
        waiting(gate, BROWSING, 1);
        assertThat(gate.enter(CRITICAL, LONG)).isTrue();
    }

    @Test
    void whoWaitsTooLongIsRefusedAndLeavesTheLine() {
        Gate gate = gate(10);
        gate.enterAtOnce(CRAWLER);
        gate.enterAtOnce(BROWSING);
        assertThat(gate.enter(BROWSING, 1_000_000)).isFalse();
        assertThat(gate.waiting()).isZero();
        gate.leave();
        assertThat(gate.enterAtOnce(BROWSING)).isTrue();
    }

    @Test
    void aFullLineMakesRoomOnlyForWhoIsWorthMore() throws Exception {
        Gate gate = new Gate(new int[] {1, 1, 1, 1, 1, 1}, 2);
        gate.enterAtOnce(CRITICAL);
        Future<Boolean> first = waiting(gate, BROWSING, 1);
        Future<Boolean> last = waiting(gate, BROWSING, 2);
        assertThat(gate.enter(BROWSING, LONG)).isFalse();
        Future<Boolean> buying = threads.submit(() -> gate.enter(CRITICAL, LONG));
        assertThat(last.get()).isFalse();
        gate.leave();
        assertThat(buying.get()).isTrue();
        gate.leave();
        assertThat(first.get()).isTrue();
    }

    @Test
    void whoIsInterruptedWhileWaitingLeavesTheLine() {
        Gate gate = gate(10);
        gate.enterAtOnce(BROWSING);
        gate.enterAtOnce(BROWSING);
        Thread waiter = Thread.ofVirtual().start(() -> gate.enter(BROWSING, LONG));
        await().until(() -> gate.waiting() == 1);
        waiter.interrupt();
        await().until(() -> gate.waiting() == 0);
        assertThat(gate.inside()).isEqualTo(2);
    }

    @Test
    void manyWhoComeAndGoAreNeverTooManyAndNobodyIsLeftBehind() throws Exception {
        Gate gate = new Gate(new int[] {8, 8, 8, 8, 8, 8}, 10_000);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger highest = new AtomicInteger();
        List<Future<Boolean>> all = new ArrayList<>();
        Random random = new Random(Seeds.of(GateTest.class));
        for (int i = 0; i < 5_000; i++) {
            Priority priority = Priority.values()[i % 4];
            boolean pauses = random.nextInt(4) == 0;
            all.add(threads.submit(() -> {
                if (!gate.enter(priority, LONG)) {
                    return false;
                }
                highest.accumulateAndGet(inside.incrementAndGet(), Math::max);
                if (pauses) {
                    Thread.yield();
                }
                inside.decrementAndGet();
                gate.leave();
                return true;
            }));
        }
        for (Future<Boolean> one : all) {
            assertThat(one.get(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(highest.get()).isBetween(1, 8);
        assertThat(gate.inside()).isZero();
        assertThat(gate.waiting()).isZero();
    }
}
