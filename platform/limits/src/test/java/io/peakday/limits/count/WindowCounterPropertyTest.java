package io.peakday.limits.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.limits.Rate.SlidingWindow;
import io.peakday.limits.StepTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Against an exact log of what was let through. */
class WindowCounterPropertyTest {
    private static final long WINDOW = Duration.ofSeconds(16).toNanos();
    private static final long SLOT = WINDOW / SlidingWindow.SLOTS;

    record Passed(long at, long units) {}

    @Property
    void neverMoreThanTheLimitInAnyWindowAndNothingIsCountedForMoreThanASlotTooLong(
            @ForAll @Size(min = 1, max = 120) List<@IntRange(min = 0, max = 6000) Integer> pauses,
            @ForAll @IntRange(min = 3, max = 12) int limit) {
        StepTime time = new StepTime();
        WindowCounter counter = new WindowCounter(new SlidingWindow(limit, Duration.ofNanos(WINDOW)), time);
        List<Passed> log = new ArrayList<>();
        for (int i = 0; i < pauses.size(); i++) {
            time.pass(Duration.ofMillis(pauses.get(i) % 3 == 0 ? 0 : pauses.get(i)));
            long now = time.getAsLong();
            long units = 1 + i % 3;
            Taken taken = counter.take(units);
            if (taken.outcome() == Taken.Outcome.ALLOWED) {
                log.add(new Passed(now, units));
                assertThat(since(log, now - WINDOW)).isLessThanOrEqualTo(limit);
            } else {
                assertThat(since(log, now - WINDOW - SLOT) + units).isGreaterThan(limit);
                assertThat(taken.waitNanos()).isBetween(1L, WINDOW + SLOT);
                assertWaitingHelps(counter, time, units, taken.waitNanos(), limit, log);
                return;
            }
        }
    }

    private static void assertWaitingHelps(
            WindowCounter counter, StepTime time, long units, long wait, int limit, List<Passed> log) {
        time.pass(Duration.ofNanos(wait));
        assertThat(counter.take(units).outcome())
                .as("after waiting as answered, limit %d, log %s", limit, log)
                .isEqualTo(Taken.Outcome.ALLOWED);
    }

    private static long since(List<Passed> log, long after) {
        return log.stream()
                .filter(passed -> passed.at() > after)
                .mapToLong(Passed::units)
                .sum();
    }
}
