package io.peakday.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.storefrontkit.SampleRules;
import io.peakday.ui.Assets;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds of every page, whatever it shows: policy, weight, and what a screen reader needs. */
class EveryPageTest {
    @TestFactory
    Stream<DynamicTest> everyPageKeepsTheRules() {
        return SamplePages.all().entrySet().stream()
                .filter(page -> !page.getKey().equals("guide"))
                .map(page -> DynamicTest.dynamicTest(page.getKey(), () -> {
                    String html = new String(
                            Preview.TEMPLATES.render(
                                    page.getValue().template(), page.getValue().view()),
                            StandardCharsets.UTF_8);
                    SampleRules.check(html);
                    assertThat(html)
                            .containsOnlyOnce("<h1")
                            .containsOnlyOnce("<main id=\"main\"")
                            .contains("class=\"skip\"");
                    assertThat(html).doesNotContain("<img src=\"\"").doesNotContain("null");
                }));
    }

    @Test
    void stylesAndScriptsOfAPageStayUnderAHundredKilobytes() {
        long bytes = Stream.of("app.css", "store.css", "theme.js", "store.js")
                .mapToLong(name -> Assets.all().get(name).content().identity().length)
                .sum();
        assertThat(bytes).isLessThan(100_000);
    }
}
