package io.peakday.sale.storefront;

import io.peakday.catalog.CatalogModule;
import io.peakday.catalog.Product;
import io.peakday.catalog.Variant;
import io.peakday.customers.CustomersModule;
import io.peakday.edge.EdgeModule;
import io.peakday.engines.Database;
import io.peakday.events.EventsModule;
import io.peakday.inventory.InventoryModule;
import io.peakday.inventory.SampleGoods;
import io.peakday.kernel.Money;
import io.peakday.sale.FlashSales;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleDraft;
import io.peakday.sale.SaleModule;
import io.peakday.storefrontkit.ProductSlot;
import io.peakday.storefrontkit.SampleStorefront;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import io.peakday.ui.UiModule;
import io.peakday.waiting.WaitingModule;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sales in a shop that has no other pages. */
final class ShopNode {
    static final NodeWiring WIRING = TestNode.with(
                    EventsModule.class,
                    EdgeModule.class,
                    CustomersModule.class,
                    UiModule.class,
                    SampleStorefront.class,
                    CatalogModule.class,
                    InventoryModule.class,
                    WaitingModule.class,
                    SaleModule.class)
            // A busy machine leaves out no part of a page.
            .setting("peakday.slots.budget", "20s")
            .setting("peakday.slots.checkout-budget", "20s");

    private ShopNode() {}

    /** Of a lamp of its own at 69 euros, for 49. */
    static Sale sale(TestNode node, String title, int units, Instant opensAt) {
        return sale(node, new SampleGoods(node).lamp(title, "69.00"), units, 1, opensAt, null);
    }

    static Sale sale(
            TestNode node, Product product, int units, int perCustomer, Instant opensAt, @Nullable String code) {
        return node.get(FlashSales.class)
                .plan(new SaleDraft(
                        product.title(),
                        product.variants().getFirst().id(),
                        Money.of(4900, "EUR"),
                        units,
                        perCustomer,
                        Duration.ofMinutes(10),
                        opensAt,
                        opensAt.plus(Duration.ofHours(2)),
                        null,
                        code));
    }

    static ProductSlot.Product shown(Product product) {
        return new ProductSlot.Product(
                product.id(),
                product.slug(),
                product.title(),
                product.variants().stream().map(Variant::id).toList(),
                "/p/" + product.slug());
    }

    static void holdEnds(TestNode node, UUID sale) {
        node.get(Database.class)
                .sql()
                .sql("update sale.claim set hold_until = clock_timestamp() where sale_id = ? and state = 'HELD'")
                .param(sale)
                .update();
    }
}
