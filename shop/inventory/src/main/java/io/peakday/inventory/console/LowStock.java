package io.peakday.inventory.console;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.VariantView;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Labels;
import io.peakday.consolekit.Level;
import io.peakday.consolekit.OverviewSection;
import io.peakday.consolekit.OverviewSummary;
import io.peakday.consolekit.OverviewSummary.Summary;
import io.peakday.consolekit.OverviewSummary.Tile;
import io.peakday.consolekit.Section;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.InventoryPermissions;
import io.peakday.inventory.StockReports;
import io.peakday.ui.Formats;
import io.peakday.ui.Html;
import io.peakday.ui.Link;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What runs out, on the overview. */
public final class LowStock {
    private static final int FIRST = 6;
    private static final String PAGE = "/console/stock?view=low";

    private final Inventory inventory;
    private final Catalog catalog;
    private final Html html;

    LowStock(Inventory inventory, Catalog catalog, Html html) {
        this.inventory = inventory;
        this.catalog = catalog;
        this.html = html;
    }

    /** The first variants that run out. */
    public record View(List<Row> rows) {
        /** A variant, with the name of its product. */
        public record Row(UUID variantId, String title, String options, int available) {}
    }

    /** See {@link OverviewSummary}. */
    @Nullable
    Summary summary(Frame frame) {
        if (!frame.may(InventoryPermissions.STOCK_READ)) {
            return null;
        }
        StockReports.Overview stock = inventory.reports().overview();
        return Summary.of(new Tile(
                "Low stock",
                Formats.count(stock.low()),
                Formats.count(stock.soldOut()) + " sold out",
                PAGE,
                stock.low() > 0 ? Level.WARN : Level.GOOD));
    }

    /** See {@link OverviewSection}. */
    @Nullable
    Section first(Frame frame) {
        if (!frame.may(InventoryPermissions.STOCK_READ)) {
            return null;
        }
        List<StockReports.Low> low = inventory.reports().low(null, FIRST);
        return low.isEmpty()
                ? null
                : new Section("Low stock", new Link("All of it", PAGE), html.part("stock/low", new View(named(low))));
    }

    private List<View.Row> named(List<StockReports.Low> low) {
        Map<UUID, VariantView> names =
                catalog.variants(low.stream().map(StockReports.Low::variantId).toList());
        return low.stream()
                .map(one -> {
                    VariantView name = names.get(one.variantId());
                    return new View.Row(
                            one.variantId(),
                            name == null ? "Variant " + Labels.brief(one.variantId()) : name.title(),
                            name == null ? "" : Labels.options(name.options()),
                            one.available());
                })
                .toList();
    }
}
