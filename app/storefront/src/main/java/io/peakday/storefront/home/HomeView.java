package io.peakday.storefront.home;

import io.peakday.storefront.layout.ProductCard;
import io.peakday.storefront.layout.Shell;
import io.peakday.storefront.sale.SaleLink;
import io.peakday.ui.Link;
import io.peakday.ui.Picture;
import java.util.List;

/**
 * The front page. Every list may be empty; its row is left out then.
 *
 * @param sales a few that are running or coming
 * @param popular searches to start from
 * @param scene products pictured in the opening
 */
public record HomeView(
        Shell shell,
        List<SaleLink> sales,
        List<Link> popular,
        List<ProductCard> scene,
        List<Department> departments,
        List<ProductCard> bestSellers,
        List<ProductCard> deals,
        List<ProductCard> arrivals) {

    /** The way into a department, with a picture of something sold there. */
    public record Department(String name, String href, Picture picture, String note) {}
}
