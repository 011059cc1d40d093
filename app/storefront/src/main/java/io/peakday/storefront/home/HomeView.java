package io.peakday.storefront.home;

import io.peakday.storefrontkit.HomeShelves;
import io.peakday.storefrontkit.ProductCard;
import io.peakday.storefrontkit.Shell;
import io.peakday.ui.Link;
import io.peakday.ui.Picture;
import java.util.List;

/**
 * The front page. Every list may be empty; its row is left out then.
 *
 * @param popular searches to start from
 * @param parts what other modules show
 * @param scene products pictured in the opening
 */
public record HomeView(
        Shell shell,
        List<Link> popular,
        List<ProductCard> scene,
        List<Department> departments,
        List<ProductCard> bestSellers,
        List<ProductCard> deals,
        List<ProductCard> arrivals,
        HomeShelves.Drawn parts) {

    /** The way into a department, with a picture of something sold there. */
    public record Department(String name, String href, Picture picture, String note) {}
}
