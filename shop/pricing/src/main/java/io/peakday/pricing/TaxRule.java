package io.peakday.pricing;

import io.peakday.kernel.Money;
import io.peakday.pricing.Totals.TaxPart;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How tax is rounded, everywhere (docs/adr/0015-tax-is-rounded-half-up.md).
 *
 * <p>The tax in a gross amount at rate r is its part r of (1 + r), rounded half up to the minor unit; the rest is net. If any
 * pair of net and tax adds up to the amount such that net times rate, rounded half up, gives the tax (EN 16931,
 * BR-CO-17), it is this one: of such a pair |tax − net·r| ≤ ½, so the tax is at most ½ / (1 + r) from its exact value, and no
 * other whole number is as near. Where there is none (0.03 at 19 %), net times rate is one unit from the tax shown.
 */
final class TaxRule {
    private static final BigInteger WHOLE = BigInteger.valueOf(1_000_000);
    private static final BigInteger TWO = BigInteger.TWO;

    private TaxRule() {}

    /** Net and tax of a gross amount that is not negative; {@code rate} in parts per million. */
    public static TaxPart split(Money gross, int rate) {
        Money tax = new Money(nearest(gross.minor(), rate), gross.currency());
        return new TaxPart(rate, gross.minus(tax), tax);
    }

    /**
     * Shares a tax out over the amounts it is contained in, so that the shares add up to it: each is its exact tax cut to the
     * unit, and the units that are left over go to those that lost most; of equal ones to the first.
     *
     * @param tax of the sum of the amounts, as {@link #split} has it
     */
    static List<Money> share(Money tax, List<Money> amounts, int rate) {
        BigInteger divisor = WHOLE.add(BigInteger.valueOf(rate));
        long[] shares = new long[amounts.size()];
        BigInteger[] lost = new BigInteger[shares.length];
        long left = tax.minor();
        for (int i = 0; i < shares.length; i++) {
            BigInteger[] exact = BigInteger.valueOf(amounts.get(i).minor())
                    .multiply(BigInteger.valueOf(rate))
                    .divideAndRemainder(divisor);
            shares[i] = exact[0].longValueExact();
            lost[i] = exact[1];
            left -= shares[i];
        }
        IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> lost[i]).reversed())
                .limit(left)
                .forEach(i -> shares[i]++);
        return IntStream.range(0, shares.length)
                .mapToObj(i -> new Money(shares[i], tax.currency()))
                .toList();
    }

    /** The exact tax in a gross amount, rounded half up. */
    static long nearest(long gross, int rate) {
        BigInteger divisor = WHOLE.add(BigInteger.valueOf(rate));
        return BigInteger.valueOf(gross)
                .multiply(BigInteger.valueOf(rate))
                .multiply(TWO)
                .add(divisor)
                .divide(divisor.multiply(TWO))
                .longValueExact();
    }

    /** The exact tax in a gross amount, cut to the unit. */
    static long below(long gross, int rate) {
        return BigInteger.valueOf(gross)
                .multiply(BigInteger.valueOf(rate))
                .divide(WHOLE.add(BigInteger.valueOf(rate)))
                .longValueExact();
    }

    /** The exact tax in a gross amount, filled up to the unit. */
    static long above(long gross, int rate) {
        BigInteger divisor = WHOLE.add(BigInteger.valueOf(rate));
        return BigInteger.valueOf(gross)
                .multiply(BigInteger.valueOf(rate))
                .add(divisor)
                .subtract(BigInteger.ONE)
                .divide(divisor)
                .longValueExact();
    }
}
