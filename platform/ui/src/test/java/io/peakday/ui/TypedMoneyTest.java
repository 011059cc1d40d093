package io.peakday.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.peakday.kernel.Money;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedMoneyTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");

    @Test
    void aPointAndACommaBothMarkTheDecimals() {
        assertThat(TypedMoney.read(" 12,50 ", EUR)).isEqualTo(new Money(1250, EUR));
        assertThat(TypedMoney.read("12.5", EUR)).isEqualTo(new Money(1250, EUR));
        assertThat(TypedMoney.read("0012", EUR)).isEqualTo(new Money(1200, EUR));
        assertThat(TypedMoney.read("-3", EUR)).isEqualTo(new Money(-300, EUR));
        assertThat(TypedMoney.read("1000", JPY)).isEqualTo(new Money(1000, JPY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12.999",
                "1,000",
                "1.000",
                "1.234,56",
                "1,234.56",
                "1e2",
                "+1",
                "NaN",
                "Infinity",
                "0x10",
                "",
                ".",
                ".5",
                "5.",
                "１２",
                "٣",
                "1 000",
                "1_000",
                "--1",
                "12.50 EUR",
                "999999999999999999999"
            })
    void whatIsNoPlainAmountIsRefused(String typed) {
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> TypedMoney.read(typed, EUR));
    }

    @Test
    void aCurrencyWithoutDecimalsTakesNone() {
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> TypedMoney.read("1000.0", JPY));
    }

    @Test
    void anAmountThatDoesNotFitIsRefused() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> TypedMoney.read("999999999999999999", EUR));
    }
}
