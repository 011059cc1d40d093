package io.peakday.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class MoneyPropertyTest {
    private static final long MOST = 1_000_000_000_000L;

    @Property
    void addingAndTakingAwayIsNothing(
            @ForAll("money") Money money, @ForAll @LongRange(min = -MOST, max = MOST) long other) {
        Money same = new Money(other, money.currency());
        assertThat(money.plus(same).minus(same)).isEqualTo(money);
        assertThat(money.plus(same)).isEqualTo(same.plus(money));
        assertThat(money.minus(same)).isEqualTo(same.minus(money).negate());
    }

    @Property
    void theDecimalFormIsReadBackAsTheSameAmount(@ForAll("money") Money money) {
        assertThat(Money.parse(money.decimal(), money.currency())).isEqualTo(money);
    }

    @Property
    void allocatedPartsAddUpToTheWhole(
            @ForAll("money") Money money,
            @ForAll @Size(min = 1, max = 30) List<@LongRange(min = 0, max = 1_000_000) Long> weights) {
        if (weights.stream().allMatch(weight -> weight == 0)) {
            return;
        }
        List<Money> parts = money.allocate(weights);
        assertThat(parts).hasSameSizeAs(weights);
        assertThat(parts.stream().mapToLong(Money::minor).sum()).isEqualTo(money.minor());
    }

    @Property
    void anAllocatedPartIsWithinOneUnitOfItsExactShareAndNeverOfTheOtherSign(
            @ForAll("money") Money money,
            @ForAll @Size(min = 1, max = 30) List<@LongRange(min = 0, max = 1_000_000) Long> weights) {
        long sum = weights.stream().mapToLong(Long::longValue).sum();
        if (sum == 0) {
            return;
        }
        List<Money> parts = money.allocate(weights);
        for (int i = 0; i < parts.size(); i++) {
            BigDecimal exact = BigDecimal.valueOf(money.minor()).multiply(BigDecimal.valueOf(weights.get(i)));
            BigDecimal distance = BigDecimal.valueOf(parts.get(i).minor())
                    .multiply(BigDecimal.valueOf(sum))
                    .subtract(exact)
                    .abs();
            assertThat(distance).isLessThanOrEqualTo(BigDecimal.valueOf(sum));
            assertThat(Long.signum(parts.get(i).minor()) * Long.signum(money.minor()))
                    .isNotNegative();
            if (weights.get(i) == 0) {
                assertThat(parts.get(i).isZero()).isTrue();
            }
        }
    }

    @Property
    void aShareIsWithinHalfAUnitOfTheExactProduct(
            @ForAll("money") Money money, @ForAll @IntRange(min = 0, max = 2_000_000) int partsPerMillion) {
        BigDecimal exact = BigDecimal.valueOf(money.minor())
                .multiply(BigDecimal.valueOf(partsPerMillion))
                .movePointLeft(6);
        BigDecimal distance = BigDecimal.valueOf(money.share(partsPerMillion).minor())
                .subtract(exact)
                .abs();
        assertThat(distance).isLessThanOrEqualTo(new BigDecimal("0.5"));
    }

    @Property
    void theOrderIsTheOrderOfTheAmounts(
            @ForAll("money") Money money, @ForAll @LongRange(min = -MOST, max = MOST) long other) {
        assertThat(money.compareTo(new Money(other, money.currency()))).isEqualTo(Long.compare(money.minor(), other));
    }

    @Provide
    Arbitrary<Money> money() {
        Arbitrary<Currency> currencies = Arbitraries.of("EUR", "JPY", "KWD").map(Currency::getInstance);
        return Arbitraries.longs()
                .between(-MOST, MOST)
                .flatMap(minor -> currencies.map(currency -> new Money(minor, currency)));
    }
}
