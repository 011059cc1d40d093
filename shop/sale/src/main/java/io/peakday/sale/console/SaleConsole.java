package io.peakday.sale.console;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogPermissions;
import io.peakday.consolekit.ConsoleConfiguration;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.ConsoleSettings;
import io.peakday.consolekit.FlashMessages;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.inventory.Inventory;
import io.peakday.sale.FlashSales;
import io.peakday.sale.SaleModule;
import io.peakday.ui.Html;
import io.peakday.web.Priority;
import io.peakday.web.RoutePriorities;
import io.peakday.web.RoutePriority;
import java.time.InstantSource;
import java.util.Currency;
import java.util.Map;
import org.springframework.context.annotation.Bean;

/** The pages about sales. */
@ConsoleConfiguration
public class SaleConsole {
    private final Html html = Html.of(SaleModule.class);

    @Bean
    MenuEntry saleMenu() {
        return new MenuEntry(
                        MenuGroup.SELL.at(20),
                        "sales",
                        "Sales",
                        "/console/sales",
                        "zap",
                        CatalogPermissions.CATALOG_READ)
                .on("d");
    }

    @Bean
    FlashMessages saleMessages() {
        return new FlashMessages(Map.ofEntries(
                Map.entry("sale-item", "The item is added, and its units are allocated."),
                Map.entry("sale-item-removed", "The item is taken out, and its units are in the stock again."),
                Map.entry("sale-planned", "The sale is planned, and its units are allocated."),
                Map.entry("sale-paused", "The sale is paused. No unit is given out until it goes on."),
                Map.entry("sale-resumed", "The sale goes on."),
                Map.entry("sale-moved", "The closing is moved."),
                Map.entry("sale-door", "The line is changed."),
                Map.entry("sale-stopped", "The sale is ended. What is held can still be paid.")));
    }

    @Bean
    RoutePriorities consoleSalePriorities() {
        return RoutePriorities.of(
                // Stopping a rush.
                new RoutePriority(Priority.CRITICAL, "/console/sales"));
    }

    @Bean
    SalesController consoleSales(
            FlashSales sales,
            Catalog catalog,
            Inventory inventory,
            InstantSource clock,
            ConsoleSettings settings,
            ConsoleContext context) {
        return new SalesController(
                sales,
                new Choices(catalog, inventory),
                clock,
                Currency.getInstance(settings.currency()),
                context,
                html);
    }

    @Bean
    SaleController consoleSale(FlashSales sales, Catalog catalog, InstantSource clock, ConsoleContext context) {
        return new SaleController(sales, catalog, clock, context, html);
    }
}
