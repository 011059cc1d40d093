package io.peakday.console.stock;

import io.peakday.catalog.Catalog;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.FlashMessages;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.identity.Permission;
import io.peakday.inventory.Inventory;
import io.peakday.ui.Html;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages about stock. */
@Configuration(proxyBeanMethods = false)
public class StockConsole {
    @Bean
    MenuEntry stockMenu() {
        return new MenuEntry(
                MenuGroup.GOODS.at(20), "stock", "Stock", "/console/stock", "warehouse", Permission.STOCK_READ);
    }

    @Bean
    FlashMessages stockMessages() {
        return new FlashMessages(Map.ofEntries(
                Map.entry("adjusted", "The stock is corrected."),
                Map.entry("adjusted-before", "This correction was made before; nothing was changed twice."),
                Map.entry("threshold", "The threshold is set.")));
    }

    @Bean
    StockController consoleStock(Catalog catalog, Inventory inventory, ConsoleContext context, Html consoleHtml) {
        return new StockController(inventory, catalog, context, consoleHtml);
    }

    @Bean
    VariantController consoleVariant(Catalog catalog, Inventory inventory, ConsoleContext context, Html consoleHtml) {
        return new VariantController(inventory, catalog, context, consoleHtml);
    }
}
