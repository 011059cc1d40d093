package io.peakday.inventory.console;

import io.peakday.catalog.Catalog;
import io.peakday.consolekit.ConsoleConfiguration;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.FlashMessages;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.consolekit.OverviewSection;
import io.peakday.consolekit.OverviewSection.Column;
import io.peakday.consolekit.OverviewSummary;
import io.peakday.consolekit.VariantStock;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.InventoryPermissions;
import io.peakday.ui.Html;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** The pages about stock. */
@ConsoleConfiguration
public class StockConsole {
    private final Html html = Html.of(StockConsole.class);

    @Bean
    MenuEntry stockMenu() {
        return new MenuEntry(
                        MenuGroup.GOODS.at(20),
                        "stock",
                        "Stock",
                        "/console/stock",
                        "warehouse",
                        InventoryPermissions.STOCK_READ)
                .on("s");
    }

    @Bean
    FlashMessages stockMessages() {
        return new FlashMessages(Map.ofEntries(
                Map.entry("adjusted", "The stock is corrected."),
                Map.entry("adjusted-before", "This correction was made before; nothing was changed twice."),
                Map.entry("threshold", "The threshold is set.")));
    }

    @Bean
    StockController consoleStock(Catalog catalog, Inventory inventory, ConsoleContext context) {
        return new StockController(inventory, catalog, context, html);
    }

    @Bean
    VariantController consoleVariant(Catalog catalog, Inventory inventory, ConsoleContext context) {
        return new VariantController(inventory, catalog, context, html);
    }

    @Bean
    VariantStock variantStock(Inventory inventory) {
        return new StockOfProducts(inventory);
    }

    @Bean
    LowStock lowStock(Inventory inventory, Catalog catalog) {
        return new LowStock(inventory, catalog, html);
    }

    @Bean
    @Order(40)
    OverviewSummary stockSummary(LowStock low) {
        return OverviewSummary.of("stock", "Low stock", low::summary);
    }

    @Bean
    @Order(30)
    OverviewSection firstLowStock(LowStock low) {
        return OverviewSection.of("low-stock", "Low stock", Column.NARROW, low::first);
    }
}
