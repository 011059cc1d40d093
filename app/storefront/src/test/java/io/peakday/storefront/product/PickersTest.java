package io.peakday.storefront.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.catalog.Variant;
import io.peakday.kernel.Ids;
import io.peakday.storefront.product.ProductView.Picker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PickersTest {
    private final Variant redSmall = variant("red-s", "Red", "S");
    private final Variant redLarge = variant("red-l", "Red", "L");
    private final Variant navySmall = variant("navy-s", "Navy", "S");
    private final Set<String> stocked = Set.of("red-s", "red-l");
    private final Pickers pickers =
            new Pickers("coat", List.of(redSmall, redLarge, navySmall), variant -> stocked.contains(variant.sku()));

    @Test
    void everyValueLeadsToTheVariantThatDiffersLeast() {
        List<Picker> around = pickers.around(redSmall);
        assertThat(around).extracting(Picker::label).containsExactly("Colour", "Size");
        assertThat(around.getLast().values().getLast().href()).isEqualTo("/p/coat?v=red-l");
        assertThat(around.getFirst().values().getFirst().selected()).isTrue();
    }

    @Test
    void aCombinationThatIsSoldOutOrDoesNotExistIsNotAvailable() {
        assertThat(pickers.around(redSmall).getFirst().values().getLast().available())
                .isFalse();
        // There is no large one in navy: the value leads to the small one, and says so by being unavailable.
        Picker colour = pickers.around(redLarge).getFirst();
        assertThat(colour.values().getLast().href()).isEqualTo("/p/coat?v=navy-s");
        assertThat(colour.values().getLast().available()).isFalse();
    }

    @Test
    void coloursThatAreKnownAreShownAndNotOnlyNamed() {
        assertThat(pickers.around(redSmall).getFirst().swatches()).isTrue();
        assertThat(pickers.around(redSmall).getLast().swatches()).isFalse();
        assertThat(Swatches.of("Midnight navy")).isEqualTo(Swatches.of("Navy"));
    }

    private static Variant variant(String sku, String colour, String size) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("colour", colour);
        options.put("size", size);
        return new Variant(Ids.next(), sku, null, options, 0, "standard", List.of(), List.of());
    }
}
