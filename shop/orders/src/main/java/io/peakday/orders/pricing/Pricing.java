package io.peakday.orders.pricing;

import io.peakday.kernel.Money;
import io.peakday.orders.Shipping;
import io.peakday.orders.Totals;
import io.peakday.orders.Totals.TaxPart;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a basket costs where it goes. Values in, values out; the same for a quote, a checkout and imported history.
 *
 * <p>Prices are gross. The tax of an amount at rate r is its part r of (1 + r), split by {@link Money#allocate}, so that
 * net and tax always add up to what is paid. Shipping shares the fate of the goods: its price is spread over their rates
 * in proportion to their value.
 */
public final class Pricing {
    private static final long WHOLE = 1_000_000;

    private final TaxTable taxes;
    private final ShippingSettings shipping;

    public Pricing(TaxTable taxes, ShippingSettings shipping) {
        this.taxes = taxes;
        this.shipping = shipping;
    }

    /** One way to travel, what it costs, and the whole with it. */
    public record Priced(
            Shipping shipping, Money price, @Nullable Money freeFrom, Totals totals, List<LineTax> lines) {}

    /** What of one line is tax, in the basket's order. */
    public record LineTax(int rate, Money tax) {}

    /** Every way the basket can travel to the country, cheapest first; empty where we do not ship to. */
    public List<Priced> options(Basket basket, String country, LocalDate today) {
        List<Priced> options = new ArrayList<>();
        for (ShippingSettings.Method method : methods()) {
            price(basket, country, method.code(), today).ifPresent(options::add);
        }
        options.sort(Comparator.comparing(Priced::price));
        return List.copyOf(options);
    }

    /** The basket with one method; empty where it does not serve the country. */
    public Optional<Priced> price(Basket basket, String country, String methodCode, LocalDate today) {
        Optional<TaxTable.Rates> rates = taxes.rates(country, today);
        Optional<ShippingSettings.Method> method =
                methods().stream().filter(m -> m.code().equals(methodCode)).findFirst();
        Optional<ShippingSettings.Rate> rate = method.flatMap(m -> m.rates().stream()
                .filter(r -> zones().getOrDefault(r.zone(), List.of()).contains(country))
                .findFirst());
        if (rates.isEmpty() || method.isEmpty() || rate.isEmpty()) {
            return Optional.empty();
        }
        Money goods = basket.goods();
        Money cost = cost(rate.get(), basket, goods);
        List<LineTax> lines = basket.items().stream()
                .map(item -> {
                    int ppm = rates.get().of(item.taxClass());
                    return new LineTax(ppm, split(item.total(), ppm).tax());
                })
                .toList();
        Long free = rate.get().freeFrom();
        return Optional.of(new Priced(
                new Shipping(
                        method.get().code(),
                        method.get().name(),
                        workingDays(today, rate.get().minDays()),
                        workingDays(today, rate.get().maxDays())),
                cost,
                free == null ? null : new Money(free, goods.currency()),
                totals(basket, lines, goods, cost),
                lines));
    }

    /** Whether anything is shipped to the country at all. */
    public boolean serves(String country) {
        return countries().contains(country);
    }

    /** Where we ship to, in alphabetical order. */
    public List<String> countries() {
        return zones().values().stream().flatMap(List::stream).sorted().toList();
    }

    /** A sentence about taxes where the table cannot know them. */
    public Optional<String> taxNote(String country) {
        return taxes.note(country);
    }

    private static Money cost(ShippingSettings.Rate rate, Basket basket, Money goods) {
        Long free = rate.freeFrom();
        if (free != null && goods.minor() >= free) {
            return Money.zero(goods.currency());
        }
        long beyond = Math.max(0, basket.grams() - rate.includedGrams());
        long kilos = Math.ceilDiv(beyond, 1_000L);
        return new Money(Math.addExact(rate.price(), Math.multiplyExact(rate.perKilo(), kilos)), goods.currency());
    }

    private static Totals totals(Basket basket, List<LineTax> lines, Money goods, Money cost) {
        Map<Integer, Money> byRate = new TreeMap<>(Comparator.reverseOrder());
        for (int i = 0; i < lines.size(); i++) {
            byRate.merge(lines.get(i).rate(), basket.items().get(i).total(), Money::plus);
        }
        List<Integer> rates = List.copyOf(byRate.keySet());
        List<Long> weights = rates.stream()
                .map(rate -> byRate.getOrDefault(rate, goods).minor())
                .toList();
        boolean spread = weights.stream().anyMatch(w -> w > 0);
        List<Money> shares = spread ? cost.allocate(weights) : List.of();
        List<TaxPart> parts = new ArrayList<>();
        Money tax = Money.zero(goods.currency());
        for (int i = 0; i < rates.size(); i++) {
            Money gross = byRate.getOrDefault(rates.get(i), goods);
            TaxPart part = split(spread ? gross.plus(shares.get(i)) : gross, rates.get(i));
            parts.add(part);
            tax = tax.plus(part.tax());
        }
        return new Totals(goods, cost, tax, goods.plus(cost), List.copyOf(parts));
    }

    /** Net and tax of a gross amount. */
    static TaxPart split(Money gross, int rate) {
        List<Money> parts = gross.allocate(List.of(WHOLE, (long) rate));
        return new TaxPart(rate, parts.get(0), parts.get(1));
    }

    /** So many working days after the day; Saturdays and Sundays do not count. */
    static LocalDate workingDays(LocalDate from, int days) {
        LocalDate day = from;
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return day;
    }

    private List<ShippingSettings.Method> methods() {
        List<ShippingSettings.Method> methods = shipping.methods();
        return methods == null ? List.of() : methods;
    }

    private Map<String, List<String>> zones() {
        Map<String, List<String>> zones = shipping.zones();
        return zones == null ? Map.of() : zones;
    }
}
