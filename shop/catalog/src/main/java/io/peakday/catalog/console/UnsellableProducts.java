package io.peakday.catalog.console;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogPermissions;
import io.peakday.catalog.Product;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Level;
import io.peakday.consolekit.OverviewSummary;
import io.peakday.consolekit.OverviewSummary.Notice;
import io.peakday.consolekit.OverviewSummary.Summary;
import io.peakday.ui.Link;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is published with prices that nobody can pay, on the overview. */
final class UnsellableProducts {
    private static final int NAMED = 5;

    private final Catalog catalog;

    UnsellableProducts(Catalog catalog) {
        this.catalog = catalog;
    }

    /** See {@link OverviewSummary}. */
    @Nullable
    Summary summary(Frame frame) {
        List<Product> products =
                frame.may(CatalogPermissions.CATALOG_READ) ? catalog.inOtherCurrencies(NAMED + 1) : List.of();
        if (products.isEmpty()) {
            return null;
        }
        String names = products.stream().limit(NAMED).map(Product::title).collect(Collectors.joining("; "));
        String sentence = "Published with prices in another currency than " + catalog.currency()
                + ", by which nobody can buy: " + names + (products.size() > NAMED ? "; and more" : "") + ".";
        return Summary.of(new Notice(Level.WARN, sentence, new Link("Products", "/console/products")));
    }
}
