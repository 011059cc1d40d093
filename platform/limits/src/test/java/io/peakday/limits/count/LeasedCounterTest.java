package io.peakday.limits.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.peakday.limits.Rate.TokenBucket;
import io.peakday.limits.StepTime;
import io.peakday.limits.count.LeasedCounter.Terms;
import io.peakday.limits.count.Lender.Lease;
import io.peakday.limits.count.Taken.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LeasedCounterTest {
    private static final TokenBucket RATE = new TokenBucket(100, 1, Duration.ofSeconds(1));
    private static final Terms TERMS =
            new Terms(RATE, 16, Duration.ofSeconds(2), Duration.ofMillis(200), Duration.ofMillis(500));

    private final StepTime time = new StepTime();
    private final List<Long> asked = new ArrayList<>();
    private final Bucket pot = Bucket.builder()
            .addLimit(limit -> limit.capacity(RATE.capacity()).refillGreedy(RATE.refill(), RATE.every()))
            .withCustomTimePrecision(new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return time.getAsLong();
                }

                @Override
                public boolean isWallClockBased() {
                    return false;
                }
            })
            .build();
    private volatile boolean reachable = true;

    private CompletableFuture<Lease> lend(long units) {
        if (!reachable) {
            return CompletableFuture.failedFuture(new java.io.IOException("away"));
        }
        asked.add(units);
        long granted = pot.tryConsumeAsMuchAsPossible(units);
        return CompletableFuture.completedFuture(new Lease(
                granted, pot.getAvailableTokens(), Duration.ofSeconds(1).toNanos()));
    }

    @Test
    void aSliceDoublesWhileItIsUsedUpSoThatFewOfManyDecisionsAskTheSharedCounter() {
        LeasedCounter node = new LeasedCounter(this::lend, TERMS, null, time);
        int passed = takeAll(node, 1000);
        assertThat(passed).isEqualTo(100);
        assertThat(asked.size()).isLessThan(20);
        assertThat(asked).allMatch(units -> units <= 16);
    }

    @Test
    void nodesTogetherNeverPassMoreThanTheLimitAndLoseAtMostASliceEach() {
        LeasedCounter a = new LeasedCounter(this::lend, TERMS, null, time);
        LeasedCounter b = new LeasedCounter(this::lend, TERMS, null, time);
        int passed = 0;
        for (int i = 0; i < 300; i++) {
            passed += a.take(1).outcome() == Outcome.ALLOWED ? 1 : 0;
            passed += i % 3 == 0 && b.take(1).outcome() == Outcome.ALLOWED ? 1 : 0;
        }
        assertThat(passed).isLessThanOrEqualTo(100).isGreaterThan(100 - 2 * 16);
    }

    @Test
    void aNodeThatHoldsASliceSpendsAtMostThatSliceOnTopOfTheLimit() {
        LeasedCounter node = new LeasedCounter(this::lend, TERMS, null, time);
        takeAll(node, 40);
        time.pass(Duration.ofSeconds(1));
        long inPotBefore = pot.getAvailableTokens();
        int passed = takeAll(node, 1000);
        assertThat(passed - inPotBefore).isBetween(0L, 16L);
    }

    @Test
    void onceThereIsNoMoreWhoeverHammersIsRefusedFromMemory() {
        LeasedCounter node = new LeasedCounter(this::lend, TERMS, null, time);
        takeAll(node, 200);
        int before = asked.size();
        assertThat(takeAll(node, 10_000)).isZero();
        assertThat(asked).hasSize(before);
        time.pass(Duration.ofMillis(1001));
        assertThat(takeAll(node, 10_000)).isEqualTo(1);
    }

    @Test
    void aSliceLapsesAtTheEndOfItsLife() {
        LeasedCounter node = new LeasedCounter(this::lend, TERMS, null, time);
        takeAll(node, 50);
        time.pass(Duration.ofSeconds(2));
        asked.clear();
        node.take(1);
        assertThat(asked).containsExactly(1L);
    }

    @Test
    void whatWasTakenAndReleasedCanBeTakenAgain() {
        LeasedCounter node = new LeasedCounter(this::lend, TERMS, null, time);
        int passed = 0;
        for (int i = 0; i < 1000; i++) {
            if (node.take(1).outcome() == Outcome.ALLOWED) {
                node.release(1);
                passed++;
            }
        }
        assertThat(passed).isEqualTo(1000);
        assertThat(pot.getAvailableTokens()).isGreaterThan(50);
    }

    @Test
    void whileTheSharedCounterIsAwayAClosedOneLetsNobodyThroughAndAnOpenOneCountsAlone() {
        reachable = false;
        LeasedCounter closed = new LeasedCounter(this::lend, TERMS, null, time);
        LeasedCounter open =
                new LeasedCounter(this::lend, TERMS, new TokenCounter(RATE, TimeMeter.SYSTEM_NANOTIME), time);
        assertThat(closed.take(1).outcome()).isEqualTo(Outcome.AWAY);
        assertThat(takeAll(open, 150)).isBetween(100, 105);
        reachable = true;
        assertThat(closed.take(1).outcome()).as("left alone for a while").isEqualTo(Outcome.AWAY);
        time.pass(Duration.ofMillis(501));
        assertThat(closed.take(1).outcome()).isEqualTo(Outcome.ALLOWED);
    }

    @Test
    void whatANodeHoldsItSpendsWhileTheSharedCounterIsAway() {
        LeasedCounter node = new LeasedCounter(this::lend, TERMS, null, time);
        takeAll(node, 40);
        reachable = false;
        assertThat(takeAll(node, 100)).isBetween(1, 16);
        assertThat(node.take(1).outcome()).isEqualTo(Outcome.AWAY);
    }

    @Test
    void manyWhoFindNothingWaitForOneQuestionThatAsksForAllOfThem() throws Exception {
        CompletableFuture<Lease> slow = new CompletableFuture<>();
        List<Long> questions = new ArrayList<>();
        LeasedCounter node = new LeasedCounter(
                units -> {
                    synchronized (questions) {
                        questions.add(units);
                        return questions.size() == 1 ? slow : lend(units);
                    }
                },
                new Terms(RATE, 16, Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofMillis(500)),
                null,
                time);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Taken>> takers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                takers.add(threads.submit(() -> node.take(1)));
            }
            slow.complete(lend(1).join());
            for (Future<Taken> taker : takers) {
                assertThat(taker.get().outcome()).isEqualTo(Outcome.ALLOWED);
            }
        }
        assertThat(questions.size()).isLessThan(15);
    }

    private static int takeAll(Counter counter, int times) {
        int passed = 0;
        for (int i = 0; i < times; i++) {
            passed += counter.take(1).outcome() == Outcome.ALLOWED ? 1 : 0;
        }
        return passed;
    }
}
