package io.peakday.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.identity.Budgets.Budget;
import io.peakday.testkit.DatabaseClock;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BudgetsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(IdentityModule.SCHEMA);

    private final DatabaseClock time = DatabaseClock.install(postgres.owner().dataSource(), Duration.ZERO);
    private final Budgets budgets = new Budgets(postgres.database());

    @Test
    void nobodyIsLockedOutUntilTheClockIsWhereItWasBeforeItWasPutBack() {
        time.stopAt(Instant.parse("2027-01-05T10:00:00Z"));
        List<Budget> budget = List.of(new Budget("clock", 2, Duration.ofMinutes(15)));
        assertThat(budgets.take(budget)).isZero();
        assertThat(budgets.take(budget)).isZero();
        assertThat(budgets.take(budget)).isEqualTo(Duration.ofMinutes(15));
        time.advance(Duration.ofSeconds(-30));
        assertThat(budgets.take(budget))
                .as("a clock may be set right by a little")
                .isPositive();
        time.advance(Duration.ofHours(-1));
        assertThat(budgets.take(budget)).isZero();
        assertThat(budgets.take(budget)).isZero();
        assertThat(budgets.take(budget)).isEqualTo(Duration.ofMinutes(15));
    }
}
