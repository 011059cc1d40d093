package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.commandkit.DoctorCheck;
import io.peakday.commandkit.DoctorCheck.When;
import io.peakday.commandkit.Finding;
import io.peakday.kernel.Failure;
import io.peakday.payments.PaymentSetup;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorChecksTest {
    /** A running node that has noted who takes its payments, and whose database is away. */
    private record Noted(String payments) implements DoctorCheck.Subject {
        @Override
        public <T> T settings(Class<T> type) {
            throw new IllegalStateException("not asked here");
        }

        @Override
        public <T> T bean(Class<T> type) {
            throw Failure.unavailable("database.unavailable", "The database does not answer.", null);
        }

        @Override
        public String noted(String fact) {
            return fact.equals("payments") ? payments : "";
        }
    }

    @Test
    void theModulesAreAskedInTheOrderOfTheirPositions() {
        assertThat(DoctorCommand.checks(When.ALWAYS))
                .extracting(DoctorCheck::what)
                .containsExactly("taxes");
        assertThat(DoctorCommand.checks(When.WHILE_RUNNING))
                .extracting(DoctorCheck::what)
                .containsExactly("payments", "api keys", "keys", "products");
    }

    @Test
    void whoTakesNoPaymentsIsInformedHowToSetThemUp() {
        DoctorCheck payments = DoctorCommand.checks(When.WHILE_RUNNING).getFirst();
        assertThat(DoctorCommand.look(payments, new Noted("none")))
                .containsExactly(Finding.note("payments", PaymentSetup.HOW_TO_SET_UP));
        assertThat(DoctorCommand.look(payments, new Noted("sandbox")))
                .containsExactly(Finding.note("payments", PaymentSetup.TEST_CARDS));
        assertThat(DoctorCommand.look(payments, new Noted("a provider"))).isEmpty();
    }

    @Test
    void whatCannotBeLookedAtIsAFindingByItself() {
        List<Finding> found = DoctorCommand.checks(When.WHILE_RUNNING).stream()
                .flatMap(check -> DoctorCommand.look(check, new Noted("")).stream())
                .toList();
        assertThat(found)
                .containsExactly(
                        Finding.wrong("api keys", "The database does not answer."),
                        Finding.wrong("keys", "The database does not answer."),
                        Finding.wrong("products", "cannot be looked at: The database does not answer."));
    }
}
