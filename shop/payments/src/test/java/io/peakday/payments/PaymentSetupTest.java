package io.peakday.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import io.peakday.payments.PaymentsSettings.Provider;
import io.peakday.testkit.SteppedClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PaymentSetupTest {
    private final SteppedClock clock = new SteppedClock();
    private final AtomicBoolean demo = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();

    private PaymentSetup setup(Provider choice) {
        return new PaymentSetup(
                choice,
                NoProvider.INSTANCE,
                () -> {
                    asked.incrementAndGet();
                    return demo.get();
                },
                clock);
    }

    @Test
    void theSandboxRunsInADemoStoreAndByAnExplicitSettingAndNowhereElse() {
        assertThat(setup(Provider.DEMO).ready()).isFalse();
        assertThat(setup(Provider.SANDBOX).ready()).isTrue();
        demo.set(true);
        assertThat(setup(Provider.DEMO).sandboxRuns()).isTrue();
        assertThat(setup(Provider.DEMO).name()).isEqualTo("sandbox");
        assertThat(setup(Provider.NONE).ready()).isFalse();
        assertThat(setup(Provider.NONE).name()).isEqualTo("none");
        assertThat(PaymentsSettings.defaults().provider()).isEqualTo(Provider.DEMO);
    }

    @Test
    void whoCannotPayIsInformedWhy() {
        assertThatThrownBy(() -> setup(Provider.NONE).require())
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo("payments.not-set-up"));
    }

    @Test
    void aStoreThatBecomesADemoIsNoticedWithinTwoSecondsAndIsNotAskedForEachPayment() {
        PaymentSetup setup = setup(Provider.DEMO);
        for (int i = 0; i < 100; i++) {
            assertThat(setup.ready()).isFalse();
        }
        assertThat(asked).hasValue(1);
        demo.set(true);
        clock.advance(Duration.ofSeconds(3));
        for (int i = 0; i < 100; i++) {
            assertThat(setup.ready()).isTrue();
        }
        assertThat(asked).hasValue(2);
    }
}
