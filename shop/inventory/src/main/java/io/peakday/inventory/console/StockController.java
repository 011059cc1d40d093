package io.peakday.inventory.console;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.ProductFilter;
import io.peakday.catalog.Variant;
import io.peakday.catalog.VariantView;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Query;
import io.peakday.identity.Requires;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.InventoryPermissions;
import io.peakday.inventory.StockLevel;
import io.peakday.inventory.StockReports;
import io.peakday.inventory.VerifyReport;
import io.peakday.kernel.Ids;
import io.peakday.ui.Html;
import io.peakday.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What there is, what runs out, and whether the levels agree with the ledger. */
@RestController
@RequestMapping("/console/stock")
@Requires(InventoryPermissions.Names.STOCK_READ)
public final class StockController {
    private static final int PAGE = 50;
    private static final int FOUND_PRODUCTS = 40;

    private final Inventory inventory;
    private final Catalog catalog;
    private final ConsoleContext context;
    private final Html html;

    public StockController(Inventory inventory, Catalog catalog, ConsoleContext context, Html html) {
        this.inventory = inventory;
        this.catalog = catalog;
        this.context = context;
        this.html = html;
    }

    /** One variant's level; {@code threshold} is below which number it is low, null where it is not known here. */
    public record Row(
            StockLevel level,
            @Nullable VariantView variant,
            @Nullable Integer threshold) {}

    /** The list; {@code report} is there after a verification. */
    public record View(
            Frame frame,
            Query query,
            StockReports.Overview overview,
            List<Row> rows,
            @Nullable String next,
            @Nullable VerifyReport report) {}

    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return page(request, null);
    }

    /** Recomputes everything from the ledger, which reads all of it. */
    @PostMapping("/verify")
    ResponseEntity<byte[]> verify(HttpServletRequest request) {
        return page(request, inventory.verify());
    }

    private ResponseEntity<byte[]> page(HttpServletRequest request, @Nullable VerifyReport report) {
        Query query = Query.of("/console/stock");
        for (String name : new String[] {"view", "q", "cursor"}) {
            query = query.with(name, request.getParameter(name));
        }
        Page<Row> page = query.value("q").isEmpty()
                ? query.value("view").equals("low") ? low(query) : all(query)
                : found(query.value("q"));
        return html.page(
                "stock/list",
                new View(
                        context.frame(request, "stock", "Stock"),
                        query,
                        inventory.reports().overview(),
                        page.items(),
                        page.next(),
                        report));
    }

    private Page<Row> low(Query query) {
        List<StockReports.Low> low = inventory.reports().low(after(query), PAGE + 1);
        return named(Page.of(low, PAGE, last -> last.variantId().toString()));
    }

    private Page<Row> named(Page<StockReports.Low> page) {
        List<UUID> ids = page.items().stream().map(StockReports.Low::variantId).toList();
        Map<UUID, VariantView> names = catalog.variants(ids);
        Map<UUID, StockLevel> levels = inventory.levels(ids);
        return page.map(one -> new Row(
                levels.getOrDefault(one.variantId(), StockLevel.none(one.variantId())),
                names.get(one.variantId()),
                one.threshold()));
    }

    private Page<Row> all(Query query) {
        List<UUID> ids = inventory.reports().rows(after(query), PAGE + 1).stream()
                .map(StockReports.Row::variantId)
                .distinct()
                .toList();
        Page<UUID> page = Page.of(ids, PAGE, UUID::toString);
        return new Page<>(rows(page.items()), page.next());
    }

    private Page<Row> found(String text) {
        List<UUID> ids = catalog.list(ProductFilter.ofText(text), null, FOUND_PRODUCTS).items().stream()
                .flatMap(product -> product.variants().stream())
                .map(Variant::id)
                .limit(PAGE * 4L)
                .toList();
        return new Page<>(rows(ids), null);
    }

    private List<Row> rows(List<UUID> ids) {
        Map<UUID, VariantView> names = catalog.variants(ids);
        Map<UUID, StockLevel> levels = inventory.levels(ids);
        return ids.stream()
                .map(id -> new Row(levels.getOrDefault(id, StockLevel.none(id)), names.get(id), null))
                .toList();
    }

    private static @Nullable UUID after(Query query) {
        return Ids.parse(query.value("cursor")).orElse(null);
    }
}
