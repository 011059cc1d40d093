package io.peakday.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteppedClockTest {
    @Test
    void timePassesOnlyWhenItIsStepped() {
        SteppedClock clock = new SteppedClock(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(clock.instant());
        assertThat(clock.advance(Duration.ofHours(2))).isEqualTo(Instant.EPOCH.plusSeconds(7_200));
        clock.advance(Duration.ofHours(-1));
        assertThat(clock.millis()).isEqualTo(3_600_000);
        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }
}
