package io.peakday.console.overview;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.VariantView;
import io.peakday.console.overview.OverviewView.LowRow;
import io.peakday.consolekit.Labels;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.StockReports;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What runs out, with the names of the goods. */
public final class LowStock {
    private final Inventory inventory;
    private final Catalog catalog;

    public LowStock(Inventory inventory, Catalog catalog) {
        this.inventory = inventory;
        this.catalog = catalog;
    }

    public StockReports.Overview overview() {
        return inventory.reports().overview();
    }

    List<LowRow> first(int limit) {
        List<StockReports.Low> low = inventory.reports().low(null, limit);
        Map<UUID, VariantView> names =
                catalog.variants(low.stream().map(StockReports.Low::variantId).toList());
        return low.stream()
                .map(one -> {
                    VariantView name = names.get(one.variantId());
                    return new LowRow(
                            one.variantId(),
                            name == null ? "Variant " + Labels.brief(one.variantId()) : name.title(),
                            name == null ? "" : Labels.options(name.options()),
                            one.available());
                })
                .toList();
    }
}
