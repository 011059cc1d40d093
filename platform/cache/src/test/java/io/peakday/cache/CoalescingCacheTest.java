package io.peakday.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.cache.CoalescingCache.Fresh;
import io.peakday.testkit.SteppedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
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

    /** The first computation is quick; each later one begins by counting itself and waits for its turn. */
    private static final class Source {
        final AtomicInteger truth = new AtomicInteger(1);
        final AtomicInteger computed = new AtomicInteger();
        final Semaphore began = new Semaphore(0);
        final Semaphore permits = new Semaphore(0);

        Integer read(String key) {
            int seen = truth.get();
            if (computed.incrementAndGet() > 1) {
                began.release();
                permits.acquireUninterruptibly();
            }
            return seen;
        }
    }

    private CoalescingCache<String, Integer> lenient(Duration time, Source source, Instant until) {
        return new CoalescingCache<>(1000, (k, v) -> 1, time, clock, key -> new Fresh<>(source.read(key), until));
    }

    @Test
    void whatHoldsForAWhileIsComputedAgainWhenTheClockWasPutBack() {
        AtomicInteger computed = new AtomicInteger();
        CoalescingCache<String, Integer> cache = new CoalescingCache<>(
                1000,
                (k, v) -> 1,
                clock,
                key -> new Fresh<>(computed.incrementAndGet(), clock.instant().plusSeconds(10)));
        assertThat(cache.get("k")).isEqualTo(1);
        clock.advance(Duration.ofMillis(-500));
        assertThat(cache.get("k")).as("a clock that is corrected").isEqualTo(1);
        clock.advance(Duration.ofHours(-1));
        assertThat(cache.get("k")).isEqualTo(2);
        assertThat(cache.get("k")).isEqualTo(2);
    }

    @Test
    void aCrowdIsGivenWhatWasWhileOneComputesAgainAndThenWhatIs() throws Exception {
        Source source = new Source();
        CoalescingCache<String, Integer> cache = lenient(Duration.ofHours(1), source, null);
        assertThat(cache.get("k")).isEqualTo(1);
        source.truth.set(2);
        cache.invalidate("k");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = threads.submit(() -> cache.get("k"));
            source.began.acquire();
            for (int i = 0; i < 100; i++) {
                assertThat(cache.get("k")).as("without waiting").isEqualTo(1);
            }
            // Invalidated once more while it is computed: what is under way is nobody's truth any more.
            source.truth.set(3);
            cache.invalidate("k");
            Future<Integer> second = threads.submit(() -> cache.get("k"));
            source.began.acquire();
            assertThat(cache.get("k")).isEqualTo(1);
            source.permits.release(2);
            assertThat(first.get()).isEqualTo(2);
            assertThat(second.get()).isEqualTo(3);
            assertThat(cache.get("k")).isEqualTo(3);
        }
        assertThat(source.computed)
                .as("one for each invalidation, and the first")
                .hasValue(3);
    }

    @Test
    void aGreaterVersionIsAnInvalidationAndASmallerOneIsServedByTheNewer() throws Exception {
        Source source = new Source();
        CoalescingCache<String, Integer> cache = lenient(Duration.ofHours(1), source, null);
        assertThat(cache.get("k", 10)).isEqualTo(1);
        assertThat(cache.get("k", 9)).isEqualTo(1);
        assertThat(cache.get("k", 10)).isEqualTo(1);
        assertThat(source.computed).hasValue(1);
        source.truth.set(2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = threads.submit(() -> cache.get("k", 11));
            source.began.acquire();
            assertThat(cache.get("k", 11)).as("meanwhile").isEqualTo(1);
            source.truth.set(3);
            Future<Integer> second = threads.submit(() -> cache.get("k", 12));
            source.began.acquire();
            assertThat(cache.get("k", 12)).as("still meanwhile").isEqualTo(1);
            source.permits.release(2);
            assertThat(second.get()).isEqualTo(3);
            assertThat(first.get()).isEqualTo(2);
        }
        assertThat(cache.get("k", 12)).isEqualTo(3);
        assertThat(cache.get("k", 11)).isEqualTo(3);
        assertThat(source.computed).hasValue(3);
    }

    @Test
    void whoeverComesAloneAfterAnInvalidationGetsTheNewValue() {
        AtomicInteger truth = new AtomicInteger();
        CoalescingCache<String, Integer> cache = new CoalescingCache<>(
                1000, (k, v) -> 1, Duration.ofHours(1), clock, key -> new Fresh<>(truth.get(), null));
        for (int i = 0; i < 100; i++) {
            truth.set(i);
            switch (i % 3) {
                case 0 -> cache.invalidate("k");
                case 1 -> cache.invalidateAll();
                default -> cache.invalidateIf(value -> true);
            }
            assertThat(cache.get("k")).isEqualTo(i);
        }
    }

    @Test
    void whatWasIsNotGivenOutForLongerThanSaidNorAfterItsOwnTime() throws Exception {
        for (boolean ended : new boolean[] {false, true}) {
            Source source = new Source();
            // A nanosecond is over by the time that somebody asks.
            CoalescingCache<String, Integer> cache = lenient(
                    ended ? Duration.ofHours(1) : Duration.ofNanos(1),
                    source,
                    clock.instant().plusSeconds(5));
            assertThat(cache.get("k")).isEqualTo(1);
            source.truth.set(2);
            cache.invalidate("k");
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Integer> first = threads.submit(() -> cache.get("k"));
                source.began.acquire();
                if (ended) {
                    clock.advance(Duration.ofSeconds(5));
                }
                Future<Integer> next = threads.submit(() -> cache.get("k"));
                source.permits.release(2);
                assertThat(next.get()).isEqualTo(2);
                assertThat(first.get()).isEqualTo(2);
            }
        }
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

    @Test
    void prebuiltAnswersAreMeasured() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        PrebuiltCache<Integer> cache = new PrebuiltCache<Integer>(
                        "test",
                        DataSize.ofKilobytes(100),
                        clock,
                        key -> PrebuiltCache.Entry.of(Prebuilt.html(key.toString())))
                .measured(meters);
        cache.get(1);
        cache.get(2);
        cache.get(2);
        cache.invalidate(2);
        cache.get(2);
        assertThat(meters.get("peakday.prebuilt.entries")
                        .tag("cache", "test")
                        .gauge()
                        .value())
                .isEqualTo(2);
        assertThat(meters.get("peakday.prebuilt.computed")
                        .tag("cache", "test")
                        .gauge()
                        .value())
                .isEqualTo(3);
    }

    @Test
    void ofTheEndOfWhatIsShownAndTheLatestTheFirstCounts() {
        Prebuilt page = Prebuilt.html("");
        Instant latest = clock.instant();
        assertThat(PrebuiltCache.Entry.until(page, null, latest).validUntil()).isEqualTo(latest);
        assertThat(PrebuiltCache.Entry.until(page, latest.plusMillis(1), latest).validUntil())
                .isEqualTo(latest);
        assertThat(PrebuiltCache.Entry.until(page, latest.minusMillis(1), latest)
                        .validUntil())
                .isEqualTo(latest.minusMillis(1));
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
