package io.peakday.pricing;

import io.peakday.kernel.Money;
import io.peakday.pricing.Totals.TaxPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of an order's gross and tax has not been refunded, by rate. Each refund takes its part out of it.
 *
 * <p>A refund's tax is rounded like an order's ({@link TaxRule}), unless what stays open would then be further than one unit
 * from its own exact tax; in that case it is the next unit up or down. So every credit note is within one unit of the
 * rule, never more tax is refunded than was charged, and refunds of everything add up to exactly what was charged.
 */
public final class OpenTax {
    private final TreeMap<Integer, TaxPart> open = new TreeMap<>(Comparator.reverseOrder());

    /** Of an order that was charged so much, nothing of it refunded yet. */
    public OpenTax(List<TaxPart> charged) {
        charged.forEach(part -> open.put(part.rate(), part));
    }

    /**
     * Takes a refund out.
     *
     * @param ofRates what of the amount belongs to goods of which rate; what is more than is open there counts as unbound
     * @param amount the whole refund; what is bound to no rate (shipping, goodwill) is spread over all of them in proportion
     *     to what is open after the rest was taken
     * @return net and tax by rate, highest first; they add up to the amount, as far as so much was open
     */
    public List<TaxPart> take(Map<Integer, Money> ofRates, Money amount) {
        TreeMap<Integer, Money> gross = new TreeMap<>(Comparator.reverseOrder());
        Money unbound = amount;
        for (Map.Entry<Integer, Money> asked : ofRates.entrySet()) {
            TaxPart there = open.get(asked.getKey());
            if (there != null) {
                Money part = least(asked.getValue(), there.gross());
                gross.put(asked.getKey(), part);
                unbound = unbound.minus(part);
            }
        }
        spread(unbound, gross);
        List<TaxPart> taken = new ArrayList<>();
        gross.forEach((rate, part) -> {
            TaxPart there = open.get(rate);
            if (there != null && !part.isZero()) {
                taken.add(take(there, part));
            }
        });
        return List.copyOf(taken);
    }

    /** Takes out what a refund took that was written down with its taxes. */
    public void taken(List<TaxPart> before) {
        for (TaxPart part : before) {
            open.computeIfPresent(
                    part.rate(),
                    (rate, there) -> new TaxPart(
                            rate, there.net().minus(part.net()), there.tax().minus(part.tax())));
        }
    }

    private void spread(Money unbound, Map<Integer, Money> gross) {
        List<Integer> rates = List.copyOf(open.keySet());
        List<Long> weights =
                rates.stream().map(rate -> left(rate, gross, unbound).minor()).toList();
        Money whole = new Money(weights.stream().mapToLong(Long::longValue).sum(), unbound.currency());
        if (whole.isZero() || unbound.isZero()) {
            return;
        }
        List<Money> shares = least(unbound, whole).allocate(weights);
        for (int i = 0; i < shares.size(); i++) {
            gross.merge(rates.get(i), shares.get(i), Money::plus);
        }
    }

    private Money left(int rate, Map<Integer, Money> gross, Money unbound) {
        Money zero = Money.zero(unbound.currency());
        TaxPart there = open.get(rate);
        Money left = there == null ? zero : there.gross().minus(gross.getOrDefault(rate, zero));
        return left.isNegative() ? zero : left;
    }

    private TaxPart take(TaxPart there, Money gross) {
        int rate = there.rate();
        long rest = there.gross().minor() - gross.minor();
        long charged = there.tax().minor();
        long least = Math.max(0, charged - TaxRule.above(rest, rate));
        long most = Math.min(gross.minor(), charged - TaxRule.below(rest, rate));
        long tax = Math.max(least, Math.min(TaxRule.nearest(gross.minor(), rate), most));
        Money given = new Money(Math.clamp(tax, 0, Math.max(0, charged)), gross.currency());
        TaxPart part = new TaxPart(rate, gross.minus(given), given);
        taken(List.of(part));
        return part;
    }

    private static Money least(Money a, Money b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
