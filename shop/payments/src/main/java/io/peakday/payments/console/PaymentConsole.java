package io.peakday.payments.console;

import io.peakday.consolekit.ConsoleConfiguration;
import io.peakday.consolekit.Level;
import io.peakday.consolekit.OverviewSummary;
import io.peakday.consolekit.OverviewSummary.Notice;
import io.peakday.consolekit.OverviewSummary.Summary;
import io.peakday.payments.PaymentSetup;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** What the overview says about how the store is paid. */
@ConsoleConfiguration
public class PaymentConsole {
    @Bean
    @Order(10)
    OverviewSummary paymentSetupNotice(PaymentSetup setup) {
        return OverviewSummary.of("payments", "Payments", frame -> summary(setup));
    }

    private static @Nullable Summary summary(PaymentSetup setup) {
        if (!setup.ready()) {
            return Summary.of(new Notice(Level.WARN, PaymentSetup.HOW_TO_SET_UP, null));
        }
        return setup.sandboxRuns() ? Summary.of(new Notice(Level.NONE, PaymentSetup.TEST_CARDS, null)) : null;
    }
}
