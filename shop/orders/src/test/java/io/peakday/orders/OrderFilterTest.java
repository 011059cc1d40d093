package io.peakday.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OrderFilterTest {
    @Test
    void timesThatNoDatabaseCanHoldAreTakenForTheFirstAndTheLast() {
        OrderFilter filter = OrderFilter.ALL.placedBetween(Instant.MIN, Instant.MAX);
        assertThat(filter.from()).isBefore(Instant.parse("0001-01-02T00:00:00Z"));
        assertThat(filter.to()).isAfter(Instant.parse("9999-12-30T00:00:00Z"));
    }
}
