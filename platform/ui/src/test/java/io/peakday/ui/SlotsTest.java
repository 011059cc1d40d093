package io.peakday.ui;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.ui.SlotResult.Filled;
import io.peakday.ui.SlotResult.LeftOut;
import io.peakday.ui.SlotResult.Reason;
import io.peakday.ui.Slots.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SlotsTest {
    private static final Duration BUDGET = Duration.ofMillis(100);
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Duration NEVER = Duration.ofHours(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger called = new AtomicInteger();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void readTheLog() {
        log.start();
        ((Logger) LoggerFactory.getLogger(Slots.class)).addAppender(log);
    }

    @AfterEach
    void letGo() {
        ((Logger) LoggerFactory.getLogger(Slots.class)).detachAppender(log);
        release.countDown();
    }

    @Test
    void aPartThatAnswersInTimeIsThereAndSoIsOneThatHasNothingToShow() {
        Slots slots = slots(16, 3, NEVER);
        assertThat(slots.call("part", AMPLE, () -> "shown")).isEqualTo(new Filled<>("shown"));
        assertThat(slots.call("part", AMPLE, () -> null)).isEqualTo(new Filled<>(null));
        assertThat(count("filled")).isEqualTo(2);
        assertThat(log.list).isEmpty();
    }

    @Test
    void aPartThatThrowsIsLeftOutWithOneLineInTheLogUntilItIsThereAgain() {
        Slots slots = slots(16, 1_000, NEVER);
        for (int i = 0; i < 5; i++) {
            assertThat(slots.<String>call("part", AMPLE, () -> {
                        throw new IllegalStateException("broken");
                    }))
                    .isEqualTo(new LeftOut<>(Reason.FAILED));
        }
        assertThat(count("failed")).isEqualTo(5);
        assertThat(messages()).containsExactly("The part part is left out of pages: it failed");
        assertThat(log.list.getFirst().getThrowableProxy().getMessage()).isEqualTo("broken");

        slots.call("part", AMPLE, () -> "shown");
        slots.call("part", AMPLE, () -> "shown");
        assertThat(messages()).hasSize(2).last().isEqualTo("The part part is on pages again");
    }

    @Test
    void anErrorIsLeftOutAsAnExceptionIs() {
        assertThat(slots(16, 3, NEVER).<String>call("part", AMPLE, () -> {
                    throw new NoClassDefFoundError("a class of another version");
                }))
                .isEqualTo(new LeftOut<>(Reason.FAILED));
    }

    @Test
    void aPartThatHangsCostsItsBudgetAFewTimesAndIsThenLeftOutWithoutBeingCalled() {
        Slots slots = slots(16, 2, NEVER);
        assertThat(slots.call("part", BUDGET, this::hang)).isEqualTo(new LeftOut<>(Reason.LATE));
        assertThat(slots.call("part", BUDGET, this::hang)).isEqualTo(new LeftOut<>(Reason.LATE));
        assertThat(slots.call("part", BUDGET, this::hang)).isEqualTo(new LeftOut<>(Reason.REFUSED));
        assertThat(called).hasValue(2);
        assertThat(count("late")).isEqualTo(2);
        assertThat(count("refused")).isEqualTo(1);
        assertThat(running()).isEqualTo(2);
        assertThat(messages()).containsExactly("The part part is left out of pages: it did not answer within its time");
    }

    @Test
    void anotherPartIsNotPausedWithIt() {
        Slots slots = slots(1, 1, NEVER);
        slots.call("part", BUDGET, this::hang);
        assertThat(slots.call("other", AMPLE, () -> "shown")).isEqualTo(new Filled<>("shown"));
    }

    @Test
    void whatComesTooLateIsShownToNobodyAndGivesItsPermitBack() {
        Slots slots = slots(1, 1_000, NEVER);
        assertThat(slots.call("part", BUDGET, this::hang)).isEqualTo(new LeftOut<>(Reason.LATE));
        // Its one permit is held by the call that hangs, however long nobody waits for it.
        assertThat(slots.call("part", BUDGET, () -> "too many")).isEqualTo(new LeftOut<>(Reason.REFUSED));
        assertThat(running()).isEqualTo(1);

        release.countDown();
        Awaitility.await().atMost(AMPLE).until(() -> running() == 0);
        assertThat(slots.call("part", AMPLE, () -> "shown")).isEqualTo(new Filled<>("shown"));
    }

    @Test
    void afterThePauseOneCallTriesWhetherItAnswersAgain() {
        AtomicBoolean broken = new AtomicBoolean(true);
        Supplier<String> part = () -> {
            called.incrementAndGet();
            if (broken.get()) {
                throw new IllegalStateException("broken");
            }
            return "shown";
        };
        Slots slots = slots(16, 2, Duration.ofMillis(300));
        slots.call("part", AMPLE, part);
        slots.call("part", AMPLE, part);
        for (int i = 0; i < 100; i++) {
            slots.call("part", AMPLE, part);
        }
        assertThat(called.get()).isLessThan(10);
        broken.set(false);
        Awaitility.await().atMost(AMPLE).until(() -> slots.call("part", AMPLE, part) instanceof Filled);
        // And then each is called again.
        int before = called.get();
        slots.call("part", AMPLE, part);
        slots.call("part", AMPLE, part);
        assertThat(called).hasValue(before + 2);
    }

    @Test
    void aFloodOfCallsThatHangHasNoMoreThreadsThanThereArePermits() throws Exception {
        Slots slots = slots(3, 1_000, NEVER);
        try (ExecutorService pages = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<SlotResult<String>>> made = IntStream.range(0, 200)
                    .mapToObj(i -> pages.submit(() -> slots.call("part", BUDGET, this::hang)))
                    .toList();
            for (Future<SlotResult<String>> page : made) {
                assertThat(page.get()).isInstanceOf(LeftOut.class);
            }
        }
        assertThat(called.get()).isBetween(1, 3);
        assertThat(running()).isLessThanOrEqualTo(3);
        assertThat(count("late") + count("refused")).isEqualTo(200);
        release.countDown();
        Awaitility.await().atMost(AMPLE).until(() -> running() == 0);
    }

    @Test
    void aCrowdThatIsServedQuicklyWaitsForAPermitAndMissesNothing() throws Exception {
        Slots slots = slots(2, 1_000, NEVER);
        AtomicInteger at = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService pages = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<SlotResult<String>>> made = IntStream.range(0, 100)
                    .mapToObj(i -> pages.submit(() -> slots.call("part", AMPLE, () -> {
                        most.accumulateAndGet(at.incrementAndGet(), Math::max);
                        Thread.yield();
                        at.decrementAndGet();
                        return "shown";
                    })))
                    .toList();
            for (Future<SlotResult<String>> page : made) {
                assertThat(page.get()).isEqualTo(new Filled<>("shown"));
            }
        }
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void severalPartsAreAskedAtTheSameTimeAndKeepTheirOrder() {
        Slots slots = slots(16, 3, NEVER);
        CountDownLatch both = new CountDownLatch(2);
        Supplier<String> meets = () -> {
            both.countDown();
            await(both);
            return "met";
        };
        List<Call<String>> calls = new ArrayList<>(List.of(
                new Call<>("one", meets),
                new Call<>("broken", () -> {
                    throw new IllegalStateException("broken");
                }),
                new Call<>("two", meets)));
        assertThat(slots.callAll(AMPLE, calls))
                .containsExactly(new Filled<>("met"), new LeftOut<>(Reason.FAILED), new Filled<>("met"));
    }

    @Test
    void aPageWhoseOwnThreadIsInterruptedGoesOnWithoutThePartAndStaysInterrupted() {
        Slots slots = slots(16, 3, NEVER);
        Thread.currentThread().interrupt();
        SlotResult<String> result = slots.call("part", AMPLE, this::hang);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).isInstanceOf(LeftOut.class);
    }

    private String hang() {
        called.incrementAndGet();
        await(release);
        return "too late";
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Slots slots(int concurrent, int failures, Duration pause) {
        return new Slots(new SlotSettings(BUDGET, BUDGET, BUDGET, concurrent, failures, pause), meters);
    }

    private double count(String outcome) {
        return meters.get("peakday.slots.parts")
                .tag("slot", "part")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private double running() {
        return meters.get("peakday.slots.running").tag("slot", "part").gauge().value();
    }

    private List<String> messages() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
