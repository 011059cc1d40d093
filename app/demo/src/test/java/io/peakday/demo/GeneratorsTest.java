package io.peakday.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.demo.picture.Colours;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GeneratorsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Vocabulary WORDS = Vocabulary.load();
    private static final List<DemoProduct> PRODUCTS = new ProductGenerator(1, WORDS).generate(2_000);
    private static final List<DemoCustomer> PEOPLE = DemoCustomer.generate(1, 1_000);
    private static final List<DemoOrder> ORDERS = new OrderGenerator(1, PRODUCTS, PEOPLE).generate(6_000, NOW);

    @Test
    void thereAreSixDepartmentsAboutSixtyKindsAndTwelveSellers() {
        assertThat(WORDS.categories().stream().map(Vocabulary.Kind::department).distinct())
                .hasSize(6);
        assertThat(WORDS.categories()).hasSizeBetween(55, 70);
        assertThat(WORDS.sellers()).hasSize(12);
        assertThat(WORDS.categories())
                .allSatisfy(kind -> assertThat(kind.colours()).allMatch(Colours::isKnown));
    }

    @Test
    void theSameSeedMakesTheSameProductsAndAnotherSeedOthers() {
        assertThat(new ProductGenerator(1, WORDS).generate(2_000)).isEqualTo(PRODUCTS);
        assertThat(new ProductGenerator(2, WORDS).generate(2_000)).isNotEqualTo(PRODUCTS);
    }

    @Test
    void titlesAndSkusAreUnique() {
        assertThat(PRODUCTS.stream().map(DemoProduct::title)).doesNotHaveDuplicates();
        assertThat(PRODUCTS.stream().flatMap(p -> p.variants().stream()).map(DemoProduct.DemoVariant::sku))
                .doesNotHaveDuplicates();
    }

    @Test
    void aListPriceIsAlwaysAboveThePrice() {
        assertThat(PRODUCTS.stream().flatMap(p -> p.variants().stream()).filter(v -> v.listPriceMinor() != null))
                .isNotEmpty()
                .allSatisfy(v -> assertThat(v.listPriceMinor()).isGreaterThan(v.priceMinor()));
    }

    @Test
    void theFirstCustomerIsWhoCanSignInAndEverybodysOrdersAreDeliveredToThemselves() {
        assertThat(PEOPLE.getFirst().name()).isEqualTo(DemoLogins.CUSTOMER_NAME);
        assertThat(PEOPLE.getFirst().email()).isEqualTo(DemoLogins.CUSTOMER);
        assertThat(PEOPLE)
                .allSatisfy(person -> assertThat(person.address().name()).isEqualTo(person.name()));
        assertThat(PEOPLE.stream().map(DemoCustomer::email)).doesNotHaveDuplicates();
    }

    @Test
    void ordersSpanNinetyDaysAndNoneLiesInTheFuture() {
        assertThat(ORDERS)
                .hasSize(6_000)
                .allSatisfy(order ->
                        assertThat(order.placedAt()).isBeforeOrEqualTo(NOW).isAfter(NOW.minus(Duration.ofDays(91))));
    }

    @Test
    void aTenthOfTheProductsMakesAThirdOfTheSalesAtLeast() {
        int[] sold = new int[PRODUCTS.size()];
        ORDERS.forEach(order -> order.lines().forEach(line -> sold[line.product()]++));
        int[] sorted = Arrays.stream(sold).sorted().toArray();
        int all = Arrays.stream(sold).sum();
        int top = Arrays.stream(sorted, sorted.length - sorted.length / 10, sorted.length)
                .sum();
        assertThat(top).isGreaterThan(all / 3).isLessThan(all * 4 / 5);
    }

    @Test
    void someThingsAreBoughtTogetherFarMoreOftenThanByChance() {
        Map<String, Long> pairs = new HashMap<>();
        ORDERS.forEach(order -> {
            List<Integer> products =
                    order.lines().stream().map(DemoOrder.Line::product).sorted().toList();
            for (int i = 0; i < products.size(); i++) {
                for (int j = i + 1; j < products.size(); j++) {
                    pairs.merge(products.get(i) + "-" + products.get(j), 1L, Long::sum);
                }
            }
        });
        assertThat(pairs.values().stream().mapToLong(Long::longValue).max().orElse(0))
                .isGreaterThan(8);
    }

    @Test
    void customersComeBackSomeMoreThanOthers() {
        Map<Integer, Long> counts =
                ORDERS.stream().collect(Collectors.groupingBy(DemoOrder::customer, Collectors.counting()));
        assertThat(counts.values().stream().mapToLong(Long::longValue).max().orElse(0))
                .isGreaterThan(30);
        assertThat(counts.values().stream().filter(count -> count <= 2)).isNotEmpty();
    }

    @Test
    void reviewsSayWhatTheirRatingSays() {
        List<ReviewText> texts = PRODUCTS.stream()
                .map(product -> ReviewText.write(Dice.of(1, "test", product.number()), product, "Sage"))
                .toList();
        assertThat(texts).allSatisfy(text -> {
            assertThat(text.rating()).isBetween(1, 5);
            assertThat(text.text()).isNotBlank().doesNotContain("{");
        });
        assertThat(texts.stream().mapToInt(ReviewText::rating).average().orElse(0))
                .isBetween(3.7, 4.5);
    }
}
