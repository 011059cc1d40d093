package io.peakday.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.kernel.Money;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShowTest {
    @Test
    void moneyHasItsSignItsCentsAndSeparatorsForThousands() {
        assertThat(Formats.money(Money.of(129_900, "EUR"))).isEqualTo("€1,299.00");
        assertThat(Formats.money(Money.of(5, "EUR"))).isEqualTo("€0.05");
        assertThat(Formats.money(Money.of(-2_050, "EUR"))).isEqualTo("−€20.50");
        assertThat(Formats.money(Money.of(1_200, "JPY"))).endsWith("1,200");
    }

    @Test
    void starsAreDrawnInHalvesAndNeverOutsideOfFive() {
        assertThat(Formats.halves(4.24)).isEqualTo(8);
        assertThat(Formats.halves(4.25)).isEqualTo(9);
        assertThat(Formats.halves(0)).isZero();
        assertThat(Formats.halves(9)).isEqualTo(10);
    }

    @Test
    void aSavingIsWholePercentRoundedDownAndNeverNegative() {
        Money price = Money.of(9_900, "EUR");
        assertThat(Formats.saving(price, Money.of(14_900, "EUR"))).isEqualTo(33);
        assertThat(Formats.saving(price, Money.of(9_000, "EUR"))).isZero();
        assertThat(Formats.saving(price, null)).isZero();
    }

    @Test
    void timeIsWrittenTheWayPeopleDo() {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        assertThat(Formats.ago(now.minusSeconds(20), now)).isEqualTo("just now");
        assertThat(Formats.ago(now.minusSeconds(60 * 5), now)).isEqualTo("5 min ago");
        assertThat(Formats.ago(now.minusSeconds(86_400), now)).isEqualTo("1 day ago");
        assertThat(Formats.ago(now.minusSeconds(86_400 * 40L), now)).isEqualTo("12 Oct 2026");
    }

    @Test
    void initialsSurviveNamesOfEveryKind() {
        assertThat(Formats.initials("Marta Anna Kowalska")).isEqualTo("MK");
        assertThat(Formats.initials("Cher")).isEqualTo("C");
        assertThat(Formats.initials("𝒳en 𝒴u")).isEqualTo("𝒳𝒴");
        assertThat(Formats.initials(" ")).isEqualTo("?");
    }
}
