package io.peakday.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.testkit.SteppedClock;
import io.peakday.web.CoalescingCache.Fresh;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class CoalescingCacheTest {
    private final SteppedClock clock = new SteppedClock();

    @Test
    void manyCallersOfOneKeyShareOneComputation() throws Exception {
        AtomicInteger computed = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        CoalescingCache<String, String> cache = cache(key -> {
            await(go);
            return "v" + computed.incrementAndGet();
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> asked = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                asked.add(threads.submit(() -> cache.get("k")));
            }
            go.countDown();
            for (Future<String> answer : asked) {
                assertThat(answer.get()).isEqualTo("v1");
            }
        }
        assertThat(computed).hasValue(1);
    }

    @Test
    void aComputationUnderWayWhenItsKeyIsInvalidatedIsNotGivenToLaterCallers() throws Exception {
        AtomicInteger truth = new AtomicInteger(1);
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CoalescingCache<String, Integer> cache = cache(key -> {
            int seen = truth.get();
            if (seen == 1) {
                read.countDown();
                await(go);
            }
            return seen;
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> early = threads.submit(() -> cache.get("k"));
            read.await();
            truth.set(2);
            cache.invalidate("k");
            assertThat(cache.get("k")).isEqualTo(2);
            go.countDown();
            assertThat(early.get()).isEqualTo(1);
            assertThat(cache.get("k")).isEqualTo(2);
        }
    }

    @Test
    void underConcurrentChangesNobodyEverReadsWhatWasInvalidatedBefore() throws Exception {
        AtomicLong truth = new AtomicLong();
        CoalescingCache<String, Long> cache = cache(key -> {
            long seen = truth.get();
            Thread.yield();
            return seen;
        });
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong settled = new AtomicLong();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                readers.add(threads.submit(() -> {
                    while (!stop.get()) {
                        long atLeast = settled.get();
                        assertThat(cache.get("k")).isGreaterThanOrEqualTo(atLeast);
                    }
                }));
            }
            for (long version = 1; version <= 20_000; version++) {
                truth.set(version);
                cache.invalidate("k");
                settled.set(version);
            }
            stop.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
        assertThat(cache.get("k")).isEqualTo(20_000);
    }

    @Test
    void aValueIsNotGivenOutAfterItsTime() {
        AtomicInteger computed = new AtomicInteger();
        CoalescingCache<String, Integer> cache = new CoalescingCache<>(
                100,
                (k, v) -> 1,
                clock,
                key -> new Fresh<>(computed.incrementAndGet(), clock.instant().plusSeconds(5)));
        assertThat(cache.get("k")).isEqualTo(1);
        clock.advance(Duration.ofMillis(4999));
        assertThat(cache.get("k")).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(cache.get("k")).isEqualTo(2);
    }

    @Test
    void failuresAndAbsencesAreNotRemembered() {
        AtomicInteger computed = new AtomicInteger();
        CoalescingCache<String, Integer> cache = new CoalescingCache<>(100, (k, v) -> 1, clock, key -> {
            int n = computed.incrementAndGet();
            if (n == 1) {
                throw new IllegalStateException("first");
            }
            return n == 2 ? null : new Fresh<>(n, null);
        });
        assertThatThrownBy(() -> cache.get("k")).hasMessage("first");
        assertThat(cache.get("k")).isNull();
        assertThat(cache.get("k")).isEqualTo(3);
        assertThat(cache.get("k")).isEqualTo(3);
    }

    @Test
    void prebuiltAnswersAreBoundedByTheirBytes() {
        AtomicInteger computed = new AtomicInteger();
        PrebuiltCache<Integer> cache = new PrebuiltCache<>("test", DataSize.ofKilobytes(100), clock, key -> {
            computed.incrementAndGet();
            return PrebuiltCache.Entry.of(Prebuilt.of(new byte[10_000 + key], "text/plain"));
        });
        for (int key = 0; key < 100; key++) {
            assertThat(cache.get(key)).isNotNull();
        }
        computed.set(0);
        for (int key = 0; key < 100; key++) {
            assertThat(cache.get(key)).isNotNull();
        }
        assertThat(computed.get()).isGreaterThan(80);
    }

    private <V> CoalescingCache<String, V> cache(java.util.function.Function<String, V> compute) {
        return new CoalescingCache<>(1000, (k, v) -> 1, clock, key -> new Fresh<>(compute.apply(key), null));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
