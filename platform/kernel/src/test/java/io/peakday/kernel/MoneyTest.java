package io.peakday.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoneyTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");

    @Test
    void theDecimalFormHasAsManyDigitsAsTheCurrency() {
        assertThat(new Money(1250, EUR).decimal()).isEqualTo("12.50");
        assertThat(new Money(-5, EUR)).hasToString("-0.05 EUR");
        assertThat(new Money(1250, JPY).decimal()).isEqualTo("1250");
        assertThat(Money.of(1250, "KWD").decimal()).isEqualTo("1.250");
    }

    @Test
    void anAmountWithMoreDecimalsThanTheCurrencyIsRefused() {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Money.parse("0.005", EUR));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Money.parse("0.5", JPY));
        assertThat(Money.parse(" 12.500 ", EUR)).isEqualTo(new Money(1250, EUR));
    }

    @Test
    void whatIsNoNumberOrDoesNotFitIsRefused() {
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> Money.parse("12,50", EUR));
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> Money.parse("", EUR));
        for (String odd : List.of("1e2", "1e30", "1e999999999", "+1", "１２", "0x10", "NaN", ".5", "5.")) {
            assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> Money.parse(odd, EUR));
        }
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Money.parse("1" + "0".repeat(30), EUR));
    }

    @Test
    void twoCurrenciesDoNotMix() {
        Money euros = new Money(1, EUR);
        Money yen = new Money(1, JPY);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> euros.plus(yen));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> euros.minus(yen));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> euros.compareTo(yen));
    }

    @Test
    void anOverflowIsAnErrorAndNotANegativePrice() {
        Money most = new Money(Long.MAX_VALUE, EUR);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.plus(new Money(1, EUR)));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.times(2));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> new Money(Long.MIN_VALUE, EUR).negate());
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.share(1_000_001));
    }

    @Test
    void aShareIsRoundedHalfUp() {
        assertThat(new Money(50, EUR).share(190_000)).isEqualTo(new Money(10, EUR)); // 9.5
        assertThat(new Money(-50, EUR).share(190_000)).isEqualTo(new Money(-10, EUR));
        assertThat(new Money(52, EUR).share(190_000)).isEqualTo(new Money(10, EUR)); // 9.88
        assertThat(new Money(44, EUR).share(190_000)).isEqualTo(new Money(8, EUR)); // 8.36
    }

    @Test
    void whatIsLeftOverByRoundingGoesToTheLargestRemaindersAndOfEqualOnesToTheFirst() {
        assertThat(new Money(490, EUR).allocate(List.of(997L, 1L, 2L)))
                .extracting(Money::minor)
                .containsExactly(489L, 0L, 1L); // 488.53, 0.49, 0.98
        assertThat(new Money(100, EUR).allocate(List.of(1L, 1L, 1L)))
                .extracting(Money::minor)
                .containsExactly(34L, 33L, 33L);
        assertThat(new Money(-100, EUR).allocate(List.of(1L, 1L, 1L)))
                .extracting(Money::minor)
                .containsExactly(-34L, -33L, -33L);
        assertThat(new Money(1, EUR).allocate(List.of(0L, 5L)))
                .extracting(Money::minor)
                .containsExactly(0L, 1L);
    }

    @Test
    void weightsThatCannotShareAnythingAreRefused() {
        Money money = new Money(100, EUR);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> money.allocate(List.of()));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> money.allocate(List.of(0L, 0L)));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> money.allocate(List.of(2L, -1L)));
    }
}
