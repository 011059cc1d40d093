package io.peakday.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PointerTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private final Pointer pointer = new Pointer(1_000, 100, 0, 10, 10, NOON);

    @Test
    void whenTheClockWasPutBackTheLineGoesOnFromThere() {
        Instant back = NOON.minus(Duration.ofHours(1));
        Pointer first = pointer.at(back, Gaps.NONE);
        assertThat(first.served()).as("time that runs back earns nothing").isEqualTo(100);
        assertThat(first.advancedAt()).isEqualTo(back);
        assertThat(first.at(back.plusSeconds(1), Gaps.NONE).served()).isEqualTo(110);
    }

    @Test
    void aClockThatIsCorrectedByALittleEarnsNothingTwice() {
        Pointer first = pointer.at(NOON.minusSeconds(1), Gaps.NONE);
        assertThat(first.advancedAt()).isEqualTo(NOON);
        assertThat(first.at(NOON, Gaps.NONE).served()).isEqualTo(100);
    }
}
