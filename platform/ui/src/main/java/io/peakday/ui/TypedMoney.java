package io.peakday.ui;

import io.peakday.kernel.Money;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * Amounts as people type them: {@code 12.50} or {@code 12,50}. More decimals than the currency has are refused even where
 * they are zeros, because {@code 1,000} is a thousand to some and one to others.
 */
public final class TypedMoney {
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,18}(?:[.,]([0-9]{1,6}))?");

    private TypedMoney() {}

    /**
     * @throws NumberFormatException if it is no such amount
     * @throws ArithmeticException if it does not fit
     */
    public static Money read(String typed, Currency currency) {
        String text = typed.strip();
        var amount = AMOUNT.matcher(text);
        if (!amount.matches()
                || (amount.group(1) != null && amount.group(1).length() > currency.getDefaultFractionDigits())) {
            throw new NumberFormatException("not an amount");
        }
        return Money.parse(text.replace(',', '.'), currency);
    }
}
