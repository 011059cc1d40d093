package io.peakday.edge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final long SECOND = 1_000_000_000L;

    private static Allowance allowance(long mostSeconds) {
        Allowance allowance = new Allowance(2 * SECOND, 1000, 0);
        allowance.begin(mostSeconds * SECOND);
        return allowance;
    }

    @Test
    void singleBytesBuyNoMoreTimeThanTheyAreWorth() {
        Allowance allowance = allowance(100);
        long now = 0;
        int bytes = 0;
        while (allowance.left(now) > 0) {
            allowance.blocked(now);
            now += SECOND / 2;
            allowance.moved(1, now);
            bytes++;
        }
        assertThat(bytes).isEqualTo(5);
    }

    @Test
    void whoKeepsTheRateIsNeverCutOff() {
        Allowance allowance = allowance(10_000);
        for (long second = 0; second < 5_000; second++) {
            allowance.blocked(second * SECOND);
            allowance.moved(1000, (second + 1) * SECOND);
            assertThat(allowance.left((second + 1) * SECOND)).isEqualTo(2 * SECOND);
        }
    }

    @Test
    void ourOwnTimeCostsNothing() {
        Allowance allowance = allowance(100);
        allowance.moved(10, 0);
        assertThat(allowance.left(3_600 * SECOND)).isEqualTo(2 * SECOND + SECOND / 100);
    }

    @Test
    void theWholeIsTheMostHoweverQuickTheRest() {
        Allowance allowance = allowance(3);
        allowance.blocked(0);
        allowance.moved(1_000_000, 2 * SECOND);
        assertThat(allowance.left(2 * SECOND)).isEqualTo(SECOND);
        allowance.blocked(2 * SECOND);
        assertThat(allowance.left(4 * SECOND)).isNegative();
    }
}
