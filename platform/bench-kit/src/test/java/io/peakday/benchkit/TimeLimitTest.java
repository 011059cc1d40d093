package io.peakday.benchkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void whatEndsInItsTimeIsReturned() throws Exception {
        assertThat(TimeLimit.within(LONG, "suite 'x'", () -> "done")).isEqualTo("done");
    }

    @Test
    void whatDoesNotEndIsInterruptedAndHasStoppedWhenItIsReported() {
        AtomicBoolean stopped = new AtomicBoolean();
        assertThatThrownBy(() -> TimeLimit.within(Duration.ofMillis(50), "suite 'x'", () -> {
                    try {
                        new CountDownLatch(1).await();
                        return "";
                    } finally {
                        stopped.set(true);
                    }
                }))
                .isInstanceOfSatisfying(Failure.class, e -> {
                    assertThat(e.code()).isEqualTo("bench.too-long");
                    assertThat(e.detail()).startsWith("The suite 'x' did not end within");
                });
        assertThat(stopped).isTrue();
    }

    @Test
    void whatFailsFailsAsItDid() {
        IOException broken = new IOException("broken");
        assertThatThrownBy(() -> TimeLimit.within(LONG, "drill", () -> {
                    throw broken;
                }))
                .isSameAs(broken);
        Failure failure = Failure.unavailable("bench.no-store", "The store did not start.", null);
        assertThatThrownBy(() -> TimeLimit.within(LONG, "drill", () -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }
}
