package io.peakday.edge.shed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.netflix.concurrency.limits.limit.Gradient2Limit;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GradientTest {
    private final Gradient rule = new Gradient(20, 400, 2);

    @Test
    void theLimitMovesAsTheOriginalDoes() {
        // Its long-term time is held at the usual one, which is what a slowdown is measured against here.
        Gradient2Limit original = Gradient2Limit.newBuilder()
                .initialLimit(100)
                .minLimit(20)
                .maxConcurrency(400)
                .rttTolerance(2)
                .longWindow(1_000_000_000)
                .build();
        for (int i = 0; i < 20; i++) {
            original.onSample(0, 1_000_000, 0, false);
        }
        // Always the same: the original rounds to whole requests, and may part from us where a limit is just half used.
        Random random = new Random(7);
        double limit = 100;
        for (int i = 0; i < 500; i++) {
            double slowdown = 0.6 + random.nextDouble() * 4;
            int atOnce = random.nextInt(2 * (int) limit);
            original.onSample(0, Math.round(slowdown * 1_000_000), atOnce, false);
            limit = rule.next(limit, slowdown, atOnce);
            // The original also forgets the usual by 5 % whenever it seems more than twice too long, which never comes
            // here.
            assertThat((double) original.getLimit()).as("step %d", i).isCloseTo(limit, within(1.01));
        }
    }

    @Test
    void aNodeAsQuickAsUsualTakesMoreAndASlowOneLess() {
        assertThat(rule.next(100, 1, 90)).isGreaterThan(100);
        assertThat(rule.next(100, 4, 90)).isLessThan(95);
    }

    @Test
    void itRestsWhereRequestsAreJustAsSlowAsTolerated() {
        // A node whose time grows with what it does at once beyond 50.
        double limit = 400;
        for (int i = 0; i < 500; i++) {
            limit = rule.next(limit, Math.max(1, limit / 50), (int) limit);
        }
        assertThat(limit).isBetween(95.0, 115.0);
    }

    @Test
    void aLimitThatIsNotHalfUsedIsLeftAlone() {
        assertThat(rule.next(100, 9, 49)).isEqualTo(100);
        assertThat(rule.next(100, 1, 49)).isEqualTo(100);
    }

    @Test
    void itStaysWithinItsBounds() {
        double low = 100;
        double high = 100;
        for (int i = 0; i < 1000; i++) {
            low = rule.next(low, 1000, 10_000);
            high = rule.next(high, 1, 10_000);
        }
        assertThat(low).isEqualTo(20);
        assertThat(high).isEqualTo(400);
        assertThatThrownBy(() -> new Gradient(5, 4, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
