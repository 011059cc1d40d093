package io.peakday.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderNumbersTest {
    @Test
    void anOrderNumberIsReadHoweverItIsTyped() {
        assertThat(OrderNumbers.read("pd 2026 7k3m9 qx2ta")).contains("PD-2026-7K3M9-QX2TA");
        assertThat(OrderNumbers.read("PD-2026-OIL00-00000")).contains("PD-2026-01100-00000");
        assertThat(OrderNumbers.read("PD-2026-7K3M9")).isEmpty();
        assertThat(OrderNumbers.read(UUID.randomUUID().toString())).isEmpty();
    }
}
