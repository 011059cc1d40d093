package io.peakday.storefrontkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShapesTest {
    @Test
    void aDrawingStandsForWhatTheCategorySells() {
        assertThat(Shapes.of("Table Lamps")).isEqualTo("home");
        assertThat(Shapes.of("Men's shoes")).isEqualTo("shoes");
        assertThat(Shapes.of("Something else")).isEqualTo("parcel");
    }

    @Test
    void ofSeveralCategoriesTheNarrowestThatHasOneCounts() {
        assertThat(Shapes.of(List.of("Home", "Table lamps", "Something else"))).isEqualTo("home");
        assertThat(Shapes.of(List.of("Home", "Shoes"))).isEqualTo("shoes");
        assertThat(Shapes.of(List.of())).isEqualTo("parcel");
    }
}
