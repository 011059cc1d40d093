package io.peakday.storefront.browse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PriceLabelTest {
    @Test
    void aRangeIsWrittenTheWayPeopleDo() {
        assertThat(PriceLabel.of("-24.99", "")).isEqualTo("Up to €24.99");
        assertThat(PriceLabel.of("25-49.99", "")).isEqualTo("€25 – €49.99");
        assertThat(PriceLabel.of("100-", "")).isEqualTo("€100 and more");
        assertThat(PriceLabel.of("cheap", "cheap")).isEqualTo("cheap");
        assertThat(PriceLabel.of("-", "any")).isEqualTo("any");
    }
}
