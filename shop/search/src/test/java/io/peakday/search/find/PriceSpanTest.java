package io.peakday.search.find;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PriceSpanTest {
    @Test
    void aBoundBetweenTwoPricesLeavesOutTheOneBeyondIt() {
        Filters.PriceSpan yen = Filters.PriceSpan.of("10.50-20.50", 0);

        assertThat(yen.holds(10)).isFalse();
        assertThat(yen.holds(11)).isTrue();
        assertThat(yen.holds(20)).isTrue();
        assertThat(yen.holds(21)).isFalse();
    }

    @Test
    void boundsThatArePricesBelongToTheRange() {
        Filters.PriceSpan euro = Filters.PriceSpan.of("10.50-20.50", 2);

        assertThat(euro).isEqualTo(new Filters.PriceSpan(1_050, 2_050));
        assertThat(Filters.PriceSpan.of("-20", 3)).isEqualTo(new Filters.PriceSpan(0, 20_000));
        assertThat(Filters.PriceSpan.of("10.5-", 3)).isEqualTo(new Filters.PriceSpan(10_500, Long.MAX_VALUE));
    }
}
