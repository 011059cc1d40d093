package io.peakday.catalog.console;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogPermissions;
import io.peakday.catalog.Product;
import io.peakday.catalog.ProductFilter;
import io.peakday.catalog.ProductState;
import io.peakday.catalog.Variant;
import io.peakday.catalog.console.ProductPages.ListPage;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.ConsoleSlots;
import io.peakday.consolekit.Query;
import io.peakday.consolekit.VariantStock;
import io.peakday.identity.Requires;
import io.peakday.kernel.Ids;
import io.peakday.ui.Html;
import io.peakday.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The list of products. */
@RestController
@Requires(CatalogPermissions.Names.CATALOG_READ)
final class ProductsController {
    private static final int PAGE = 50;

    private final Catalog catalog;
    private final VariantStock stock;
    private final ConsoleSlots slots;
    private final ConsoleContext context;
    private final Html html;

    public ProductsController(
            Catalog catalog, VariantStock stock, ConsoleSlots slots, ConsoleContext context, Html html) {
        this.catalog = catalog;
        this.stock = stock;
        this.slots = slots;
        this.context = context;
        this.html = html;
    }

    @GetMapping("/console/products")
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        Query query = Query.of("/console/products");
        for (String name : new String[] {"state", "category", "brand", "q", "cursor"}) {
            query = query.with(name, request.getParameter(name));
        }
        ProductFilter filter = new ProductFilter(
                Ids.parse(query.value("category")).orElse(null),
                state(query.value("state")),
                given(query.value("brand")),
                null,
                given(query.value("q")));
        Page<Product> page = catalog.list(filter, given(query.value("cursor")), PAGE);
        List<UUID> variants = page.items().stream()
                .flatMap(product -> product.variants().stream())
                .map(Variant::id)
                .toList();
        return html.page(
                "products/list",
                new ListPage(
                        context.frame(request, "products", "Products"),
                        query,
                        page,
                        catalog.counts(),
                        catalog.categories(),
                        catalog.brands(),
                        slots.figures("variant-stock", () -> stock.available(variants))));
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable ProductState state(String code) {
        for (ProductState state : ProductState.values()) {
            if (state.name().equals(code.toUpperCase(Locale.ROOT))) {
                return state;
            }
        }
        return null;
    }
}
