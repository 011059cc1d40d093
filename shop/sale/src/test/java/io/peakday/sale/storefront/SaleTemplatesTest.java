package io.peakday.sale.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.sale.SaleModule;
import io.peakday.storefrontkit.SampleRules;
import io.peakday.ui.Templates;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The pages of sales in every phase and with every outcome keep the rules of the shop. */
class SaleTemplatesTest {
    private static final Templates TEMPLATES =
            Templates.of(SaleModule.TEMPLATES, SaleTemplatesTest.class.getClassLoader());

    @TestFactory
    Stream<DynamicTest> everyPageKeepsTheRules() {
        return SampleSales.all().entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(page.getKey(), () -> {
                    String html = new String(
                            TEMPLATES.render(
                                    page.getValue().template(), page.getValue().view()),
                            StandardCharsets.UTF_8);
                    SampleRules.check(html);
                    assertThat(html)
                            .containsOnlyOnce("<h1")
                            .containsOnlyOnce("<main id=\"main\"")
                            .contains("class=\"skip\"")
                            .contains("<a href=\"/sales\" aria-current=\"true\">Sales</a>");
                    assertThat(html).doesNotContain("<img src=\"\"").doesNotContain("null");
                }));
    }
}
