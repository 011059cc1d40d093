package io.peakday.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.web.WebSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class BodyBudgetTest {
    private static final int FREE = BodyBudget.FREE;

    private final BodyBudget budget = new BodyBudget(
            new WebSettings.Bodies(DataSize.ofBytes(1_000), 0.5, Duration.ofSeconds(1), Duration.ofSeconds(1)));

    @Test
    void smallBodiesNeedNoRoom() {
        assertThat(budget.part("a", null).grow(FREE + 500)).isTrue();
        assertThat(budget.part("b", null).grow(FREE + 500)).isTrue();
        assertThat(budget.part("c", null).grow(FREE)).isTrue();
        assertThat(budget.part("c", null).grow(FREE + 1)).isFalse();
        assertThat(budget.used()).isEqualTo(1_000);
    }

    @Test
    void anAddressHasAShareAndGivesItBack() {
        BodyBudget.Part first = budget.part("a", null);
        assertThat(first.grow(FREE + 300)).isTrue();
        assertThat(first.grow(FREE + 400)).isTrue();
        assertThat(budget.part("a", null).grow(FREE + 101)).isFalse();
        assertThat(budget.part("b", null).grow(FREE + 101)).isTrue();
        first.release();
        first.release();
        assertThat(budget.part("a", null).grow(FREE + 500)).isTrue();
        assertThat(budget.used()).isEqualTo(601);
    }
}
