package io.peakday.sale.storefront;

import io.peakday.storefrontkit.Fragment;
import io.peakday.storefrontkit.HomeShelf;
import io.peakday.ui.Html;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A few sales that are running or coming, in a line above the front page. */
final class SaleStrip implements HomeShelf {
    private static final int FEW = 3;

    private final CurrentSales current;
    private final Html html;

    SaleStrip(CurrentSales current, Html html) {
        this.current = current;
        this.html = html;
    }

    @Override
    public String name() {
        return "sales";
    }

    @Override
    public Place place() {
        return Place.TOP;
    }

    /**
     * No event reports that a sale is planned, opens, closes or is stopped: the page is kept under what is known of them, which is a
     * second old at most.
     */
    @Override
    public Object version() {
        return few();
    }

    @Override
    public @Nullable Part draw() {
        List<SaleLink> few = few();
        return few.isEmpty() ? null : Part.of(Fragment.of(html, "sale/strip", new SaleView.Strip(few)));
    }

    private List<SaleLink> few() {
        List<SaleLink> links = current.links();
        return links.size() <= FEW ? links : links.subList(0, FEW);
    }
}
