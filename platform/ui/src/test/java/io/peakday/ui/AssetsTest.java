package io.peakday.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
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
    void whatModulesAddToAnAssetComesAfterItsOwnPartsInTheSameOrderWhateverTheClassPaths() {
        String kit = "# the frame\nshop.css: kit/a.css kit/b.css\n";
        String one = "+shop.css: one/z.css one/a.css";
        String two = "+shop.css: two/x.css\ntwo.js: two/x.js";
        List<String> joined = List.of("kit/a.css", "kit/b.css", "one/z.css", "one/a.css", "two/x.css");
        assertThat(AssetFolder.parts(List.of(kit, one, two))).containsEntry("shop.css", joined);
        assertThat(AssetFolder.parts(List.of(two, one, kit)))
                .containsEntry("shop.css", joined)
                .containsEntry("two.js", List.of("two/x.js"));
    }

    @Test
    void anAssetIsOfOneModuleAndWhatIsAddedToNoneIsFound() {
        assertThatThrownBy(() -> AssetFolder.parts(List.of("a.css: x.css", "a.css: y.css")))
                .hasMessageContaining("two modules declare the asset a.css");
        assertThatThrownBy(() -> AssetFolder.parts(List.of("a.css: x.css", "+b.css: y.css")))
                .hasMessageContaining("adds to the asset b.css, which none declares");
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
