package io.peakday.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class IdsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-06-01T12:00:00.123Z"));
    private final Ids ids = new Ids(now::get);

    @Test
    void anIdCarriesItsVersionItsVariantAndItsTime() {
        UUID id = ids.create();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.get().toEpochMilli());
    }

    @Test
    void idsIncreaseWithinAMillisecondBeyondTheCounterAndWhenTheClockStepsBack() {
        List<UUID> made = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.create());
        }
        now.set(now.get().minusSeconds(3_600));
        for (int i = 0; i < 100; i++) {
            made.add(ids.create());
        }
        now.set(now.get().plusSeconds(7_200));
        made.add(ids.create());
        for (int i = 1; i < made.size(); i++) {
            long before = made.get(i - 1).getMostSignificantBits();
            assertThat(Long.compareUnsigned(made.get(i).getMostSignificantBits(), before))
                    .isPositive();
            assertThat(made.get(i).toString()).isGreaterThan(made.get(i - 1).toString());
        }
        assertThat(made).allMatch(id -> id.version() == 7 && id.variant() == 2);
    }

    @Test
    void manyThreadsNeverMakeTheSameId() throws Exception {
        Set<Long> ticks = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> runs = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                runs.add(threads.submit(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        ticks.add(Ids.next().getMostSignificantBits());
                    }
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        }
        assertThat(ticks).hasSize(40_000);
    }

    @Test
    void onlyTheCanonicalFormIsRead() {
        UUID id = Ids.next();
        assertThat(Ids.parse(id.toString())).contains(id);
        assertThat(Ids.parse(id.toString().toUpperCase(java.util.Locale.ROOT))).contains(id);
        assertThat(Ids.parse("")).isEmpty();
        assertThat(Ids.parse("1-1-1-1-1")).isEmpty();
        assertThat(Ids.parse("0000000000-000-0000-0000-00000000000")).isEmpty();
        assertThat(Ids.parse("gggggggg-0000-7000-8000-000000000000")).isEmpty();
        assertThat(Ids.parse(id + " ")).isEmpty();
    }
}
