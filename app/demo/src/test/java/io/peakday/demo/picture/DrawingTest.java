package io.peakday.demo.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;

class DrawingTest {
    @ParameterizedTest
    @EnumSource(Drawing.class)
    void everyDrawingIsAWellFormedSmallPictureFromEveryAngle(Drawing drawing) throws Exception {
        for (Angle angle : Angle.values()) {
            String svg = drawing.svg("Sage", 42, angle);
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
            assertThat(svg).hasSizeBetween(800, 60_000).doesNotContain("NaN").doesNotContain("script");
        }
    }

    @ParameterizedTest
    @EnumSource(Drawing.class)
    void theSameModelIsDrawnTheSameAndAnotherColourDiffers(Drawing drawing) {
        assertThat(drawing.svg("Navy", 7, Angle.FRONT)).isEqualTo(drawing.svg("Navy", 7, Angle.FRONT));
        assertThat(drawing.svg("Navy", 7, Angle.FRONT)).isNotEqualTo(drawing.svg("Rust", 7, Angle.FRONT));
        assertThat(drawing.svg("Navy", 7, Angle.FRONT)).isNotEqualTo(drawing.svg("Navy", 7, Angle.DETAIL));
    }
}
