package io.peakday.pricing;

import io.peakday.kernel.Money;
import io.peakday.pricing.Totals.TaxPart;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a basket costs where it goes. Values in, values out; the same for a quote, a checkout and imported history.
 *
 * <p>Prices are gross. Tax is worked out by {@link TaxRule} per rate, on all that is sold at it, and shared out over its
 * lines so that they add up to it. Shipping shares the fate of the goods: its price is spread over their rates in
 * proportion to their value (of goods that cost nothing: to how many lines there are).
 */
public final class Pricing {
    private final TaxTable taxes;
    private final ShippingSettings shipping;

    public Pricing(TaxTable taxes, ShippingSettings shipping) {
        this.taxes = taxes;
        this.shipping = shipping;
    }

    /** One way to travel, what it costs, and the whole with it. */
    public record Priced(
            Shipping shipping, Money price, @Nullable Money freeFrom, Totals totals, List<LineTax> lines) {}

    /** What of one line is tax, in the basket's order; with shipping's share, those of a rate add up to its tax. */
    public record LineTax(int rate, Money tax) {}

    /** Every way the basket can travel to the place, cheapest first; empty where we do not ship to. */
    public List<Priced> options(Basket basket, Destination to, LocalDate today) {
        List<Priced> options = new ArrayList<>();
        for (ShippingSettings.Method method : methods()) {
            price(basket, to, method.code(), today).ifPresent(options::add);
        }
        options.sort(Comparator.comparing(Priced::price));
        return List.copyOf(options);
    }

    /** The basket with one method; empty where it does not serve the place. */
    public Optional<Priced> price(Basket basket, Destination to, String methodCode, LocalDate today) {
        Optional<TaxTable.Taxation> taxation = taxes.at(to, today);
        String country = shippedAs(to.country());
        Optional<ShippingSettings.Method> method =
                methods().stream().filter(m -> m.code().equals(methodCode)).findFirst();
        Optional<ShippingSettings.Rate> rate = method.flatMap(m -> m.rates().stream()
                .filter(r -> zones().getOrDefault(r.zone(), List.of()).contains(country))
                .findFirst());
        if (taxation.isEmpty() || method.isEmpty() || rate.isEmpty()) {
            return Optional.empty();
        }
        Money goods = basket.goods();
        Money cost = cost(rate.get(), basket, goods);
        Taxed taxed = taxed(basket, taxation.get(), goods, cost);
        Long free = rate.get().freeFrom();
        return Optional.of(new Priced(
                new Shipping(
                        method.get().code(),
                        method.get().name(),
                        workingDays(today, rate.get().minDays()),
                        workingDays(today, rate.get().maxDays())),
                cost,
                free == null ? null : new Money(free, goods.currency()),
                taxed.totals(),
                taxed.lines()));
    }

    /** Whether anything is shipped to the country at all. */
    public boolean serves(String country) {
        return countries().contains(shippedAs(country));
    }

    /** Where we ship to, in alphabetical order. */
    public List<String> countries() {
        return zones().values().stream().flatMap(List::stream).sorted().toList();
    }

    /** A sentence for the buyer where the place has its own tax or none, or where the tables cannot know it. */
    public Optional<String> taxNote(Destination to, LocalDate today) {
        return taxes.at(to, today).flatMap(taxation -> Optional.ofNullable(taxation.note()));
    }

    /** A place that has a country code of its own goes where its postcodes do, unless a zone names it. */
    private String shippedAs(String country) {
        return countries().contains(country)
                ? country
                : taxes.countryOf(country).orElse(country);
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

    private record Taxed(Totals totals, List<LineTax> lines) {}

    /** The tax of each rate, and what of it is each line's; what remains is shipping's. */
    private static Taxed taxed(Basket basket, TaxTable.Taxation taxation, Money goods, Money cost) {
        Map<Integer, List<Integer>> byRate = new TreeMap<>(Comparator.reverseOrder());
        for (int i = 0; i < basket.items().size(); i++) {
            int rate = taxation.rates().of(basket.items().get(i).taxClass());
            byRate.computeIfAbsent(rate, none -> new ArrayList<>()).add(i);
        }
        Iterator<Money> shipping =
                cost.allocate(weights(basket, byRate.values(), goods)).iterator();
        LineTax[] lines = new LineTax[basket.items().size()];
        List<TaxPart> parts = new ArrayList<>();
        Money tax = Money.zero(goods.currency());
        for (Map.Entry<Integer, List<Integer>> group : byRate.entrySet()) {
            int rate = group.getKey();
            List<Money> amounts = new ArrayList<>();
            group.getValue().forEach(i -> amounts.add(basket.items().get(i).total()));
            amounts.add(shipping.next());
            TaxPart part = TaxRule.split(amounts.stream().reduce(Money::plus).orElseThrow(), rate);
            List<Money> shares = TaxRule.share(part.tax(), amounts, rate);
            for (int k = 0; k < group.getValue().size(); k++) {
                lines[group.getValue().get(k)] = new LineTax(rate, shares.get(k));
            }
            parts.add(part);
            tax = tax.plus(part.tax());
        }
        Totals totals = new Totals(goods, cost, tax, goods.plus(cost), List.copyOf(parts), taxation.note());
        return new Taxed(totals, List.of(lines));
    }

    private static List<Long> weights(Basket basket, Collection<List<Integer>> groups, Money goods) {
        return groups.stream()
                .map(group -> goods.isZero()
                        ? group.size()
                        : group.stream()
                                .mapToLong(i -> basket.items().get(i).total().minor())
                                .reduce(0, Math::addExact))
                .toList();
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
