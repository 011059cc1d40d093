package io.peakday.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.engines.HealthReport.Part;
import io.peakday.engines.HealthReport.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("serial")
class NodeHealthTest {
    private static final Duration SOON = Duration.ofMillis(50);

    @Test
    void aNodeIsAsBadAsItsWorstPartAndOnlyARequiredPartTakesItOutOfService() {
        HealthCheck good = HealthCheck.required("a", () -> null);
        HealthCheck slow = HealthCheck.degrading("b", () -> "It lags.");
        HealthCheck gone = HealthCheck.required("c", () -> "It is gone.");

        HealthReport degraded = new NodeHealth(List.of(slow, good)).report();
        assertThat(degraded.status()).isEqualTo(Status.DEGRADED);
        assertThat(degraded.ready()).isTrue();
        assertThat(degraded.parts())
                .containsExactly(new Part("a", Status.UP, null), new Part("b", Status.DEGRADED, "It lags."));

        HealthReport out = new NodeHealth(List.of(slow, gone, good)).report();
        assertThat(out.status()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(out.ready()).isFalse();
        assertThat(out.troubles()).extracting(Part::name).containsExactly("c", "b");
        assertThat(new NodeHealth(List.of()).report().status()).isEqualTo(Status.UP);
    }

    @Test
    void aPartThatThrowsOrDoesNotAnswerInTimeIsInTroubleAndIsNotAskedTwiceAtATime() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        HealthCheck stuck = HealthCheck.required("stuck", () -> {
            asked.incrementAndGet();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        });
        HealthCheck broken = HealthCheck.degrading("broken", () -> {
            throw new IllegalStateException("no such table");
        });
        for (int i = 0; i < 3; i++) {
            // A new one each time would ask again; what is asked here is one and the same part.
            assertThat(report(stuck, broken).parts())
                    .containsExactly(
                            new Part("broken", Status.DEGRADED, "It cannot be asked: no such table"),
                            new Part("stuck", Status.OUT_OF_SERVICE, "It has not answered within 50 ms."));
        }
        assertThat(asked).hasValue(3);

        NodeHealth one = new NodeHealth(List.of(stuck), SOON);
        asked.set(0);
        one.ask();
        one.ask();
        assertThat(asked.get()).isLessThanOrEqualTo(1);
        never.countDown();
        assertThat(one.ask().status()).isEqualTo(Status.UP);
    }

    @Test
    void manyWhoAskWithinASecondCostOneQuestion() {
        AtomicInteger asked = new AtomicInteger();
        NodeHealth health = new NodeHealth(List.of(HealthCheck.required("counted", () -> {
            asked.incrementAndGet();
            return null;
        })));
        for (int i = 0; i < 100; i++) {
            health.report();
        }
        assertThat(asked.get()).isBetween(1, 2);
    }

    @Test
    void eachPartIsAFigure() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new NodeHealth(List.of(
                        HealthCheck.required("up", () -> null),
                        HealthCheck.degrading("worse", () -> "It lags."),
                        HealthCheck.required("out", () -> "It is gone.")))
                .bindTo(meters);
        assertThat(meters.get("peakday.health").tag("part", "up").gauge().value())
                .isZero();
        assertThat(meters.get("peakday.health").tag("part", "worse").gauge().value())
                .isEqualTo(1);
        assertThat(meters.get("peakday.health").tag("part", "out").gauge().value())
                .isEqualTo(2);
    }

    @Test
    void twoPartsOfOneNameAreRefused() {
        HealthCheck one = HealthCheck.required("same", () -> null);
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeHealth(List.of(one, one)));
    }

    private static HealthReport report(HealthCheck... checks) {
        return new NodeHealth(List.of(checks), SOON).report();
    }
}
