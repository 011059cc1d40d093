package io.peakday.storefrontkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.storefrontkit.ProductSlot.Parameter;
import io.peakday.ui.SlotSettings;
import io.peakday.ui.Slots;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlotListTest {
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Slots SLOTS =
            new Slots(new SlotSettings(AMPLE, AMPLE, AMPLE, 16, 3, AMPLE), new SimpleMeterRegistry());

    private record Named(String name, int position, List<Parameter> parameters) implements ProductSlot {
        @Override
        public @Nullable Object version(java.util.function.Supplier<Product> product) {
            return name;
        }

        @Override
        public @Nullable ProductPart draw(Product product, Map<String, String> asked) {
            return null;
        }
    }

    @Test
    void slotsStandInTheOrderOfTheirPositionsAndThenOfTheirNames() {
        ProductSlots slots = new ProductSlots(List.of(slot("b", 500), slot("c", 100), slot("a", 500)), SLOTS);
        assertThat(slots.versions(() -> {
                    throw new AssertionError("nobody asks which product it is");
                }))
                .containsExactly("c", "a", "b");
    }

    @Test
    void twoSlotsOfOneNameStopTheStartAndSoDoesANameThatIsNone() {
        assertThatThrownBy(() -> new ProductSlots(List.of(slot("a", 1), slot("a", 2)), SLOTS))
                .hasMessage("two modules fill a slot as a");
        assertThatThrownBy(() -> new ProductSlots(List.of(slot("No name", 1)), SLOTS))
                .hasMessage("not the name of a slot: No name");
    }

    @Test
    void twoSlotsThatReadOneParameterStopTheStart() {
        Parameter sort = Parameter.oneOf("sort", Set.of("newest"));
        assertThatThrownBy(() -> new ProductSlots(
                        List.of(new Named("a", 1, List.of(sort)), new Named("b", 1, List.of(Parameter.any("sort")))),
                        SLOTS))
                .hasMessage("two slots read the parameter sort");
    }

    private static ProductSlot slot(String name, int position) {
        return new Named(name, position, List.of());
    }
}
