package io.peakday.pricing;

import io.peakday.kernel.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order or a quote costs. All amounts are gross, so {@code total = goods + shipping}; {@code tax} is what of it
 * is tax, and {@code taxes} splits it by rate, adding up exactly.
 *
 * @param goods all lines
 * @param shipping what shipping costs
 * @param tax what of the total is tax
 * @param total to be paid
 * @param taxes tax by rate, highest first
 * @param taxNote a sentence for the buyer where the place has its own tax or none; else null
 */
public record Totals(
        Money goods,
        Money shipping,
        Money tax,
        Money total,
        List<TaxPart> taxes,
        @Nullable String taxNote) {
    /**
     * One rate's part.
     *
     * @param rate parts per million: 190 000 is 19 %
     * @param net what was sold at this rate, without tax, shipping share included
     * @param tax its tax; {@code net} and {@code tax} add up to what was sold at this rate
     */
    public record TaxPart(int rate, Money net, Money tax) {
        /** The rate as people write it: {@code 19 %}, {@code 8.1 %}. */
        public String label() {
            return java.math.BigDecimal.valueOf(rate, 4).stripTrailingZeros().toPlainString() + " %";
        }

        /** What was sold at this rate, tax included. */
        public Money gross() {
            return net.plus(tax);
        }

        /**
         * The tax less what net times rate gives, rounded half up: zero wherever a pair of net and tax exists that adds up to
         * the gross (EN 16931, BR-CO-17), else one minor unit, which an invoice states as its rounding amount (BT-114).
         */
        public Money rounding() {
            return tax.minus(net.share(rate));
        }
    }

    /** The taxes a buyer is shown: none of zero where the note says why there is no tax. */
    public List<TaxPart> taxesShown() {
        return taxNote == null
                ? taxes
                : taxes.stream().filter(part -> part.rate() > 0).toList();
    }
}
