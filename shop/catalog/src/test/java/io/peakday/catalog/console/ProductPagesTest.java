package io.peakday.catalog.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.SampleOperator;
import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogModule;
import io.peakday.catalog.Categories;
import io.peakday.catalog.Product;
import io.peakday.catalog.ProductState;
import io.peakday.catalog.SampleProducts;
import io.peakday.catalog.Sellers;
import io.peakday.consolekit.VariantStock;
import io.peakday.identity.Role;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Changing products with forms alone, over HTTP. */
class ProductPagesTest {
    private static final NodeWiring WIRING =
            SampleOperator.WIRING.and(CatalogModule.class, Stock.class).setting("peakday.slots.failures", 1_000);
    private static volatile boolean stockAnswers = true;

    /** A stock of seven units of everything, unless it does not answer. */
    @Configuration(proxyBeanMethods = false)
    static class Stock {
        @Bean
        VariantStock sampleStock() {
            return new VariantStock() {
                @Override
                public Map<UUID, Integer> available(Collection<UUID> variants) {
                    if (!stockAnswers) {
                        throw new IllegalStateException("the stock does not answer");
                    }
                    return variants.stream().collect(Collectors.toMap(Function.identity(), variant -> 7));
                }

                @Override
                public Map<UUID, Integer> availableNow(Collection<UUID> variants) {
                    return available(variants);
                }
            };
        }
    }

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(WIRING.schemas());

    private static TestNode node;

    @BeforeAll
    static void open() {
        node = WIRING.open(postgres);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void pagesOfProductsAreThereWithoutFiguresWhereTheStockDoesNotAnswer() throws Exception {
        Product lamp = lamp("Counted lamp", "40.00");
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        String silent = "The stock does not answer at the moment";
        Map<String, String> figures =
                Map.of("/console/products?q=Counted", ">14<", "/console/products/" + lamp.id(), ">7<");
        for (String page : figures.keySet()) {
            stockAnswers = true;
            assertThat(owner.get(page).body())
                    .contains("Counted lamp", figures.get(page))
                    .doesNotContain(silent);
            stockAnswers = false;
            HttpResponse<String> without = owner.get(page);
            stockAnswers = true;
            assertThat(without.statusCode()).isEqualTo(200);
            assertThat(without.body()).contains("Counted lamp", silent, ">–<").doesNotContain(figures.get(page));
        }
    }

    @Test
    void theSecondOfTwoEditorsIsNotifiedAndLosesNothing() throws Exception {
        Product lamp = lamp("Edited lamp", "40.00");
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        String page = "/console/products/" + lamp.id();
        HttpResponse<String> before = owner.get(page);
        String version = SampleOperator.hidden(before, "version");
        String price = "price." + lamp.variants().getFirst().offers().getFirst().id();
        assertThat(owner.post(page, Map.of("version", version, "title", "First lamp", price, "35.00"))
                        .body())
                .contains("Saved.", "First lamp", "35.00");
        HttpResponse<String> second = owner.post(page, Map.of("version", version, "title", "Second lamp"));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("Somebody saved this product", "value=\"Second lamp\"");
        long now = Long.parseLong(version) + 1;
        assertThat(owner.get(page + "/changes?from=" + version + "&to=" + now).body())
                .contains("title", "Edited lamp", "First lamp");
        assertThat(owner.post(page + "/restore", Map.of("version", "" + now, "revision", version))
                        .body())
                .contains("The old content is the newest version now.", "Edited lamp");
    }

    @Test
    void aProductIsTakenOffSaleAndPublishedAgainByWhoMayChangeGoods() throws Exception {
        Product lamp = lamp("Published lamp", "40.00");
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        String page = "/console/products/" + lamp.id();
        assertThat(owner.get("/console/products?q=Published").body()).contains("Published lamp", page);
        Map<String, String> read = Map.of("version", SampleOperator.hidden(owner.get(page), "version"));
        SampleOperator auditor = SampleOperator.of(node, Role.AUDITOR);
        assertThat(auditor.get(page).body()).contains("Published lamp").doesNotContain(page + "/unpublish");
        assertThat(auditor.post(page + "/unpublish", read).statusCode()).isEqualTo(403);
        assertThat(owner.post(page + "/unpublish", read).body()).contains("no longer on sale");
        assertThat(state(lamp)).isEqualTo(ProductState.DRAFT);
        Map<String, String> now = Map.of("version", SampleOperator.hidden(owner.get(page), "version"));
        assertThat(owner.post(page + "/publish", now).body()).contains("The product is on sale.");
        assertThat(state(lamp)).isEqualTo(ProductState.PUBLISHED);
    }

    private static Product lamp(String title, String price) {
        return new SampleProducts(node.get(Catalog.class), node.get(Categories.class), node.get(Sellers.class))
                .lamp(title, price);
    }

    private static ProductState state(Product product) {
        return node.get(Catalog.class).product(product.id()).orElseThrow().state();
    }
}
