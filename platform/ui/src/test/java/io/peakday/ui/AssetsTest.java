package io.peakday.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AssetsTest {
    @Test
    void anAssetIsServedUnderANameThatHoldsAHashOfItsContent() {
        String url = Assets.url("app.css");
        assertThat(url).matches("/assets/app\\.[0-9a-f]{10}\\.css");
        assertThat(Assets.file(url.substring("/assets/".length()))).isPresent();
        assertThat(Asset.of("a.css", "x".getBytes(StandardCharsets.UTF_8)).file())
                .isNotEqualTo(
                        Asset.of("a.css", "y".getBytes(StandardCharsets.UTF_8)).file());
    }

    @Test
    void aMisspeltNameFailsAtOnce() {
        assertThatThrownBy(() -> Assets.url("ap.css")).hasMessageContaining("no such asset: ap.css");
        assertThat(Assets.file("app.0000000000.css")).isEmpty();
    }

    @Test
    void aStylesheetNamesOtherAssetsByTheirFingerprintedAddress() {
        String css = new String(Assets.all().get("app.css").content().identity(), StandardCharsets.UTF_8);
        Matcher url = Pattern.compile("url\\(\"(/assets/[^\"]+)\"\\)").matcher(css);
        int found = 0;
        while (url.find()) {
            assertThat(Assets.file(url.group(1).substring("/assets/".length()))).isPresent();
            found++;
        }
        assertThat(found).isEqualTo(2);
    }

    @Test
    void everyColourComesInLightAndDark() {
        String css = new String(Assets.all().get("app.css").content().identity(), StandardCharsets.UTF_8);
        String tokens = css.substring(css.indexOf(":root {"), css.indexOf("--s1:"));
        tokens.lines()
                .filter(line -> line.strip().startsWith("--") && line.contains("oklch") && !line.contains("--mark-sun"))
                .forEach(line -> assertThat(line).contains("light-dark("));
    }

    @Test
    void everyIconATemplateMayNameIsInTheSprite() {
        String sprite = new String(Assets.all().get("icons.svg").content().identity(), StandardCharsets.UTF_8);
        assertThat(sprite).contains("id=\"mark\"", "id=\"bag\"", "id=\"stars-0\"", "id=\"stars-10\"");
    }
}
