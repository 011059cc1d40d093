package io.peakday.catalog.console;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogPermissions;
import io.peakday.consolekit.ConsoleConfiguration;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.ConsoleSlots;
import io.peakday.consolekit.FlashMessages;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.consolekit.OverviewSummary;
import io.peakday.consolekit.VariantStock;
import io.peakday.ui.Html;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** The pages about products. */
@ConsoleConfiguration
public class ProductConsole {
    private final Html html = Html.of(ProductConsole.class);

    @Bean
    MenuEntry productMenu() {
        return new MenuEntry(
                        MenuGroup.GOODS.at(10),
                        "products",
                        "Products",
                        "/console/products",
                        "tag",
                        CatalogPermissions.CATALOG_READ)
                .on("p");
    }

    @Bean
    FlashMessages productMessages() {
        return new FlashMessages(Map.ofEntries(
                Map.entry("saved", "Saved."),
                Map.entry("unchanged", "Nothing was different, so nothing was changed."),
                Map.entry("published", "The product is on sale."),
                Map.entry("unpublished", "The product is a draft again and no longer on sale."),
                Map.entry("archived", "The product is archived. It can be made a draft again."),
                Map.entry("reopened", "The product is a draft again."),
                Map.entry("restored", "The old content is the newest version now.")));
    }

    @Bean
    ProductsController consoleProducts(
            Catalog catalog, ObjectProvider<VariantStock> stock, ConsoleSlots slots, ConsoleContext context) {
        return new ProductsController(catalog, of(stock), slots, context, html);
    }

    @Bean
    ProductController consoleProduct(
            Catalog catalog, ObjectProvider<VariantStock> stock, ConsoleSlots slots, ConsoleContext context) {
        return new ProductController(catalog, of(stock), slots, context, html);
    }

    @Bean
    @Order(20)
    OverviewSummary unsellableProducts(Catalog catalog) {
        return OverviewSummary.of("unsellable", "Products", new UnsellableProducts(catalog)::summary);
    }

    /** Of a program without a stock nothing is known. */
    private static VariantStock of(ObjectProvider<VariantStock> stock) {
        return stock.getIfAvailable(() -> new VariantStock() {
            @Override
            public Map<UUID, Integer> available(Collection<UUID> variants) {
                return Map.of();
            }

            @Override
            public Map<UUID, Integer> availableNow(Collection<UUID> variants) {
                return Map.of();
            }
        });
    }
}
