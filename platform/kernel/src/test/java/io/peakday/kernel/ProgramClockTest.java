package io.peakday.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.assertj.core.data.TemporalUnitOffset;
import org.assertj.core.data.TemporalUnitWithinOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgramClockTest {
    private static final TemporalUnitOffset ABOUT = new TemporalUnitWithinOffset(1, ChronoUnit.MINUTES);

    @AfterEach
    void unshift() {
        System.clearProperty(ProgramClock.SHIFT);
    }

    @Test
    void itIsTheMachinesUnlessShiftedAndJumpsWhenTheShiftChanges() {
        assertThat(ProgramClock.instance().instant()).isCloseTo(Instant.now(), ABOUT);
        System.setProperty(ProgramClock.SHIFT, "PT2H");
        assertThat(ProgramClock.instance().instant()).isCloseTo(Instant.now().plus(Duration.ofHours(2)), ABOUT);
        System.setProperty(ProgramClock.SHIFT, "-PT1H");
        assertThat(ProgramClock.instance().instant()).isCloseTo(Instant.now().minus(Duration.ofHours(1)), ABOUT);
    }

    @Test
    void idsFollowItForwardAndGoOnIncreasingWhenItJumpsBack() {
        System.setProperty(ProgramClock.SHIFT, "PT2H");
        var ahead = Ids.next();
        assertThat(Instant.ofEpochMilli(ahead.getMostSignificantBits() >>> 16))
                .isCloseTo(Instant.now().plus(Duration.ofHours(2)), ABOUT);
        System.clearProperty(ProgramClock.SHIFT);
        assertThat(Long.compareUnsigned(Ids.next().getMostSignificantBits(), ahead.getMostSignificantBits()))
                .isPositive();
    }
}
