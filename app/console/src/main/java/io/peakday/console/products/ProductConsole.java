package io.peakday.console.products;

import io.peakday.catalog.Catalog;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.FlashMessages;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.consolekit.VariantStock;
import io.peakday.identity.Permission;
import io.peakday.ui.Html;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages about products. */
@Configuration(proxyBeanMethods = false)
public class ProductConsole {
    @Bean
    MenuEntry productMenu() {
        return new MenuEntry(
                MenuGroup.GOODS.at(10), "products", "Products", "/console/products", "tag", Permission.CATALOG_READ);
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
    ProductsController consoleProducts(Catalog catalog, VariantStock stock, ConsoleContext context, Html consoleHtml) {
        return new ProductsController(catalog, stock, context, consoleHtml);
    }

    @Bean
    ProductController consoleProduct(Catalog catalog, VariantStock stock, ConsoleContext context, Html consoleHtml) {
        return new ProductController(catalog, stock, context, consoleHtml);
    }
}
