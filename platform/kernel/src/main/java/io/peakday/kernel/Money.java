package io.peakday.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * An amount of one currency, in that currency's minor unit (cents for EUR, whole yen for JPY).
 *
 * <p>Arithmetic is exact: overflow throws {@link ArithmeticException}, adding two currencies is a programming error and
 * throws {@link IllegalArgumentException}. Nothing here is ever a floating-point number.
 *
 * @param minor the amount in minor units: 8595 is 85.95 EUR; may be negative (a refund, a discount)
 * @param currency an ISO 4217 currency, as its code of three letters: {@code EUR}
 */
public record Money(long minor, Currency currency) implements Comparable<Money> {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,40}(?:\\.[0-9]{1,40})?");

    public Money {
        Objects.requireNonNull(currency, "currency");
    }

    public static Money of(long minor, String currencyCode) {
        return new Money(minor, Currency.getInstance(currencyCode));
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /**
     * Reads a decimal amount such as {@code 12.50}: ASCII digits, perhaps with a point and a minus sign; no exponent.
     *
     * @throws ArithmeticException if the amount has more decimals than the currency, or does not fit
     * @throws NumberFormatException if it is not a number
     */
    public static Money parse(String decimal, Currency currency) {
        String text = decimal.strip();
        if (!DECIMAL.matcher(text).matches()) {
            throw new NumberFormatException("not a decimal amount");
        }
        BigDecimal value = new BigDecimal(text);
        if (value.precision() - value.scale() > 19) {
            throw new ArithmeticException("amount too large: " + decimal.length() + " characters");
        }
        return new Money(
                value.movePointRight(currency.getDefaultFractionDigits()).longValueExact(), currency);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, same(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, same(other).minor), currency);
    }

    public Money times(long factor) {
        return new Money(Math.multiplyExact(minor, factor), currency);
    }

    public Money negate() {
        return new Money(Math.negateExact(minor), currency);
    }

    /** This amount times a rate in parts per million (190 000 is 19 %), rounded half up to the minor unit. */
    public Money share(long partsPerMillion) {
        BigDecimal exact = BigDecimal.valueOf(minor).multiply(BigDecimal.valueOf(partsPerMillion));
        return new Money(
                exact.divide(BigDecimal.valueOf(1_000_000), 0, RoundingMode.HALF_UP)
                        .longValueExact(),
                currency);
    }

    /**
     * Splits this amount in proportion to the weights so that the parts add up to exactly this amount: each part is its
     * exact share cut to the minor unit, and what is left over goes, one minor unit each, to the parts that lost most by
     * the cut (largest remainder); of equal ones to the first.
     *
     * @param weights not empty, none negative, not all zero
     */
    public List<Money> allocate(List<Long> weights) {
        long total = weights.stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
        if (weights.isEmpty() || total <= 0 || weights.stream().anyMatch(w -> w < 0)) {
            throw new IllegalArgumentException("weights must not be negative and must have a positive sum: " + weights);
        }
        BigInteger sum = BigInteger.valueOf(total);
        long[] parts = new long[weights.size()];
        BigInteger[] lost = new BigInteger[parts.length];
        long left = minor;
        for (int i = 0; i < parts.length; i++) {
            BigInteger[] share = BigInteger.valueOf(minor)
                    .multiply(BigInteger.valueOf(weights.get(i)))
                    .divideAndRemainder(sum);
            parts[i] = share[0].longValueExact();
            lost[i] = share[1].abs();
            left -= parts[i];
        }
        long unit = Long.signum(left);
        IntStream.range(0, parts.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> lost[i]).reversed())
                .limit(Math.abs(left))
                .forEach(i -> parts[i] += unit);
        return Arrays.stream(parts).mapToObj(part -> new Money(part, currency)).toList();
    }

    public boolean isNegative() {
        return minor < 0;
    }

    public boolean isZero() {
        return minor == 0;
    }

    /** The plain decimal amount without a currency sign, such as {@code 12.50}. */
    public String decimal() {
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        return BigDecimal.valueOf(minor, digits).toPlainString();
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, same(other).minor);
    }

    @Override
    public String toString() {
        return decimal() + " " + currency.getCurrencyCode();
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
        }
        return other;
    }
}
