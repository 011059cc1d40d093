package io.peakday.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.identity.Budgets.Budget;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BudgetsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(IdentityModule.SCHEMA);

    private final SteppedClock clock = new SteppedClock();
    private final Budgets budgets = new Budgets(postgres.database(), clock);

    @Test
    void nobodyIsLockedOutUntilTheClockIsWhereItWasBeforeItWasPutBack() {
        List<Budget> budget = List.of(new Budget("clock", 2, Duration.ofMinutes(15)));
        assertThat(budgets.take(budget)).isZero();
        assertThat(budgets.take(budget)).isZero();
        assertThat(budgets.take(budget)).isEqualTo(Duration.ofMinutes(15));
        clock.advance(Duration.ofSeconds(-30));
        assertThat(budgets.take(budget)).as("nodes' clocks may differ a little").isPositive();
        clock.advance(Duration.ofHours(-1));
        assertThat(budgets.take(budget)).isZero();
        assertThat(budgets.take(budget)).isZero();
        assertThat(budgets.take(budget)).isEqualTo(Duration.ofMinutes(15));
    }
}
