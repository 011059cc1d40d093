package io.peakday.inventory.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.SampleOperator;
import io.peakday.catalog.CatalogModule;
import io.peakday.catalog.Product;
import io.peakday.identity.Role;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.InventoryModule;
import io.peakday.inventory.SampleGoods;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Looking at stock and correcting it with forms alone, over HTTP. */
class StockPagesTest {
    private static final NodeWiring WIRING = SampleOperator.WIRING.and(CatalogModule.class, InventoryModule.class);

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
    void stockIsCorrectedOnceAndTheBooksAgree() throws Exception {
        Product lamp = new SampleGoods(node).lamp("Counted lamp", "40.00");
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        String page = "/console/stock/" + lamp.variants().getFirst().id();
        String location = node.get(Inventory.class).locations().primaryId().toString();
        Map<String, String> correction = Map.of(
                "id",
                SampleOperator.hidden(owner.get(page), "id"),
                "location",
                location,
                "delta",
                "3",
                "reason",
                "Found");
        assertThat(owner.post(page + "/adjust", correction).body()).contains("The stock is corrected.", "Found");
        assertThat(owner.post(page + "/adjust", correction).body()).contains("nothing was changed twice");
        assertThat(owner.post(page + "/adjust", Map.of("id", "x", "location", location, "delta", "1", "reason", "y"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(owner.post("/console/stock/verify", Map.of()).body()).contains("The levels agree with the ledger");
    }

    @Test
    void theThresholdOfAVariantIsSetByWhoMayChangeStock() throws Exception {
        Product lamp = new SampleGoods(node).lamp("Scarce lamp", "40.00");
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        assertThat(owner.get("/console/stock?q=Scarce").body()).contains("Scarce lamp");
        String page = "/console/stock/" + lamp.variants().getFirst().id();
        HttpResponse<String> wrong = owner.post(page + "/threshold", Map.of("threshold", "few"));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("Type a whole number", "value=\"few\"");
        assertThat(owner.post(page + "/threshold", Map.of("threshold", "5")).body())
                .contains("The threshold is set.");
        assertThat(owner.get("/console/stock?view=low").body()).contains("Scarce lamp");
        SampleOperator catalogue = SampleOperator.of(node, new Role("CATALOG"));
        assertThat(catalogue.post(page + "/threshold", Map.of("threshold", "1")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void thePagesOfAProductSayWhatCanBeHad() throws Exception {
        Product lamp = new SampleGoods(node).lamp("Stocked lamp", "40.00");
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        assertThat(owner.get("/console/products/" + lamp.id()).body())
                .contains(
                        "<a href=\"/console/stock/" + lamp.variants().getFirst().id() + "\">4</a>");
        assertThat(owner.get("/console/products?q=Stocked").body()).contains("<td class=\"md end\">4</td>");
    }
}
