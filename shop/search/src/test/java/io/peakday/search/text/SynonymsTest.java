package io.peakday.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SynonymsTest {
    @Test
    void equalExpressionsGoBothWays() {
        Synonyms synonyms = Synonyms.of("power bank, external battery # two words each");
        assertThat(synonyms.of(List.of("power", "bank"))).containsExactly(List.of("external", "battery"));
        assertThat(synonyms.of(List.of("external", "battery"))).containsExactly(List.of("power", "bank"));
        assertThat(synonyms.longest()).isEqualTo(2);
    }

    @Test
    void anArrowGoesOneWay() {
        Synonyms synonyms = Synonyms.of("cord => cable");
        assertThat(synonyms.of(List.of("cord"))).containsExactly(List.of("cable"));
        assertThat(synonyms.of(List.of("cable"))).isEmpty();
    }

    @Test
    void theShippedListIsRead() {
        assertThat(Synonyms.shipped().of(List.of("laptop"))).contains(List.of("notebook"));
    }
}
