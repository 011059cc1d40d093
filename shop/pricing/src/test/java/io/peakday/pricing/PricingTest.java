package io.peakday.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Money;
import io.peakday.testkit.Seeds;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

        var priced =
                pricing.price(basket, Destination.in("DE"), "standard", MONDAY).orElseThrow();

        assertThat(priced.totals().taxes())
                .extracting(p -> p.label() + " " + p.tax().minor())
                .containsExactly("19 % 1900", "7 % 700", "0 % 0");
        assertThat(priced.totals().tax()).isEqualTo(eur(2_600));
    }

    @ParameterizedTest
    @CsvSource({"DE,25000,3992", "DE,75000,11975", "DE,7170,1145", "NL,908,158", "DE,3,0", "DE,4,1", "FI,12550,2550"})
    void taxIsRoundedHalfUpSoThatNetTimesRateGivesIt(String country, long gross, long tax) {
        var free = new ShippingSettings.Rate("all", 0, 0, 2_000, null, 1, 1);
        var shipping = new ShippingSettings(
                Map.of("all", List.of(country)), List.of(new ShippingSettings.Method("free", "Free", List.of(free))));

        var priced = new Pricing(taxes, shipping)
                .price(new Basket(List.of(item(gross, "standard"))), Destination.in(country), "free", MONDAY)
                .orElseThrow();

        assertThat(priced.totals().tax()).isEqualTo(eur(tax));
        assertThat(priced.lines().getFirst().tax()).isEqualTo(eur(tax));
    }

    @Test
    void theTaxOfARateIsThatOfItsWholeAndTheCentsGoToTheLinesThatLostMost() {
        // Three times 0.33 at 19 % are 0.99, and 0.16 of them tax (0.158); each of them alone had 0.05 (0.0527).
        var basket = new Basket(List.of(item(33, "standard"), item(33, "standard"), item(33, "standard")));

        var priced =
                pricing.price(basket, Destination.in("DE"), "pick-up", MONDAY).orElseThrow();

        assertThat(priced.totals().tax()).isEqualTo(eur(16));
        assertThat(priced.lines()).extracting(line -> line.tax().minor()).containsExactly(6L, 5L, 5L);
    }

    @Test
    void deliveryOfGoodsThatCostNothingIsTaxedAsWell() {
        var priced = pricing.price(new Basket(List.of(item(0, "standard"))), Destination.in("DE"), "standard", MONDAY)
                .orElseThrow();

        assertThat(priced.totals().total()).isEqualTo(eur(490));
        assertThat(priced.totals().tax()).isEqualTo(eur(78));
    }

    @Test
    void netAndTaxOfAnyBasketAddUpToWhatIsPaid() {
        long seed = Seeds.of(PricingTest.class);
        Random random = new Random(seed);
        List<String> classes = List.of("standard", "reduced", "zero");
        for (int i = 0; i < 2_000; i++) {
            var items = random.ints(1 + random.nextInt(6), 0, 20_000)
                    .mapToObj(cents -> item(cents, classes.get(random.nextInt(3))))
                    .toList();
            String country =
                    pricing.countries().get(random.nextInt(pricing.countries().size()));
            for (var option : pricing.options(new Basket(items), Destination.in(country), MONDAY)) {
                long parts = option.totals().taxes().stream()
                        .mapToLong(p -> p.net().minor() + p.tax().minor())
                        .sum();
                assertThat(parts)
                        .as("seed %d, %s, %s", seed, country, items)
                        .isEqualTo(option.totals().total().minor());
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

        assertThat(pricing.options(basket, Destination.in("DE"), MONDAY))
                .extracting(o -> o.shipping().method())
                .containsExactly("pick-up", "standard", "express");
        assertThat(pricing.options(basket, Destination.in("FR"), MONDAY))
                .extracting(o -> o.shipping().method())
                .containsExactly("standard", "express");
        assertThat(pricing.options(basket, Destination.in("JP"), MONDAY)).isEmpty();
        assertThat(pricing.taxNote(Destination.in("US"), MONDAY)).isPresent();
    }

    @Test
    void deliveryDatesSkipTheWeekend() {
        assertThat(Pricing.workingDays(LocalDate.of(2026, 6, 5), 1)).isEqualTo(LocalDate.of(2026, 6, 8));
        assertThat(Pricing.workingDays(LocalDate.of(2026, 6, 6), 2)).isEqualTo(LocalDate.of(2026, 6, 9));
        assertThat(Pricing.workingDays(MONDAY, 0)).isEqualTo(MONDAY);
    }

    private long cost(long goods, long grams) {
        var basket = new Basket(List.of(new Basket.Item(eur(goods), "standard", grams)));
        return pricing.price(basket, Destination.in("DE"), "standard", MONDAY)
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
