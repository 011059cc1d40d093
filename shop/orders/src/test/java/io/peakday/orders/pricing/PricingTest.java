package io.peakday.orders.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PricingTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 6, 1);
    private final TaxTable taxes = TaxTable.builtIn();
    private final Pricing pricing = new Pricing(taxes, ShippingSettings.standard());

    @Test
    void theTableHasAllOfTheUnionAndTheNeighbours() {
        assertThat(taxes.countries()).hasSize(31).contains("DE", "GR", "GB", "CH", "NO", "US");
        assertThat(taxes.rates("DE", MONDAY)).contains(new TaxTable.Rates(190_000, 70_000));
        assertThat(taxes.rates("CH", MONDAY)).contains(new TaxTable.Rates(81_000, 26_000));
        assertThat(taxes.rates("JP", MONDAY)).isEmpty();
    }

    @Test
    void theRateInForceOnTheDayCounts() {
        TaxTable table = TaxTable.read(List.of(
                "country,standard,reduced,valid-from,source", "FI,24,14,2013-01-01,x", "FI,25.5,14,2024-09-01,x"));

        assertThat(table.rates("FI", LocalDate.of(2024, 8, 31)).orElseThrow().of("standard"))
                .isEqualTo(240_000);
        assertThat(table.rates("FI", LocalDate.of(2024, 9, 1)).orElseThrow().of("standard"))
                .isEqualTo(255_000);
        assertThat(table.rates("FI", LocalDate.of(2012, 1, 1))).isEmpty();
    }

    @Test
    void anUnreadableLineIsNamed() {
        assertThatThrownBy(() -> TaxTable.read(
                        List.of("country,standard,reduced,valid-from,source", "DE,nineteen,7,2021-01-01,x")))
                .hasMessageContaining("line 2");
    }

    @Test
    void taxIsContainedInThePriceAndSplitByRate() {
        var basket = new Basket(List.of(item(11_900, "standard"), item(10_700, "reduced"), item(500, "zero")));

        var priced = pricing.price(basket, "DE", "standard", MONDAY).orElseThrow();

        assertThat(priced.totals().taxes())
                .extracting(p -> p.label() + " " + p.tax().minor())
                .containsExactly("19 % 1900", "7 % 700", "0 % 0");
        assertThat(priced.totals().tax()).isEqualTo(eur(2_600));
    }

    @Test
    void netAndTaxOfAnyBasketAddUpToWhatIsPaid() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> classes = List.of("standard", "reduced", "zero");
        for (int i = 0; i < 2_000; i++) {
            var items = random.ints(1 + random.nextInt(6), 0, 20_000)
                    .mapToObj(cents -> item(cents, classes.get(random.nextInt(3))))
                    .toList();
            String country =
                    pricing.countries().get(random.nextInt(pricing.countries().size()));
            for (var option : pricing.options(new Basket(items), country, MONDAY)) {
                long parts = option.totals().taxes().stream()
                        .mapToLong(p -> p.net().minor() + p.tax().minor())
                        .sum();
                boolean nothing = option.totals().goods().isZero();
                assertThat(parts)
                        .as("seed %d, %s, %s", seed, country, items)
                        .isEqualTo(nothing ? 0 : option.totals().total().minor());
                assertThat(option.totals().tax().minor())
                        .isLessThanOrEqualTo(option.totals().total().minor());
            }
        }
    }

    @Test
    void shippingCostsByWeightAndIsFreeAboveTheThreshold() {
        assertThat(cost(4_999, 2_000)).isEqualTo(490);
        assertThat(cost(4_999, 2_001)).isEqualTo(540);
        assertThat(cost(4_999, 4_500)).isEqualTo(640);
        assertThat(cost(5_000, 4_500)).isZero();
    }

    @Test
    void methodsAreOfferedOnlyWhereTheyGoCheapestFirst() {
        var basket = new Basket(List.of(item(1_000, "standard")));

        assertThat(pricing.options(basket, "DE", MONDAY))
                .extracting(o -> o.shipping().method())
                .containsExactly("pick-up", "standard", "express");
        assertThat(pricing.options(basket, "FR", MONDAY))
                .extracting(o -> o.shipping().method())
                .containsExactly("standard", "express");
        assertThat(pricing.options(basket, "JP", MONDAY)).isEmpty();
        assertThat(pricing.taxNote("US")).isPresent();
    }

    @Test
    void deliveryDatesSkipTheWeekend() {
        assertThat(Pricing.workingDays(LocalDate.of(2026, 6, 5), 1)).isEqualTo(LocalDate.of(2026, 6, 8));
        assertThat(Pricing.workingDays(LocalDate.of(2026, 6, 6), 2)).isEqualTo(LocalDate.of(2026, 6, 9));
        assertThat(Pricing.workingDays(MONDAY, 0)).isEqualTo(MONDAY);
    }

    private long cost(long goods, long grams) {
        var basket = new Basket(List.of(new Basket.Item(eur(goods), "standard", grams)));
        return pricing.price(basket, "DE", "standard", MONDAY)
                .orElseThrow()
                .price()
                .minor();
    }

    private static Basket.Item item(long cents, String taxClass) {
        return new Basket.Item(eur(cents), taxClass, 0);
    }

    private static Money eur(long cents) {
        return Money.of(cents, "EUR");
    }
}
