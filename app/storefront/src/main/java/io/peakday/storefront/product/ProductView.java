package io.peakday.storefront.product;

import io.peakday.kernel.Money;
import io.peakday.storefront.layout.ProductCard;
import io.peakday.storefront.layout.Shell;
import io.peakday.storefront.sale.SaleLink;
import io.peakday.ui.Formats;
import io.peakday.ui.Link;
import io.peakday.ui.Picture;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The page of one product with one of its variants chosen.
 *
 * @param path from the department down to its category
 * @param pickers one for each option that differs between the variants
 * @param offer what the button buys; null where nobody sells this variant now
 * @param others what other sellers ask for the same variant, cheapest first
 * @param sale that one of its variants is in; null for none
 * @param jsonLd the product as schema.org data, safe to put into a data block
 */
public record ProductView(
        Shell shell,
        UUID productId,
        String slug,
        UUID variantId,
        List<Link> path,
        String title,
        String brand,
        String brandHref,
        List<Picture> gallery,
        List<Picker> pickers,
        @Nullable OfferLine offer,
        List<OfferLine> others,
        @Nullable SaleLink sale,
        StockLine stock,
        String delivery,
        List<String> description,
        List<Spec> specs,
        String sku,
        Ratings ratings,
        List<ProductCard> related,
        String jsonLd) {

    /** An option, such as the colour, with its values. */
    public record Picker(String label, String chosen, boolean swatches, List<Value> values) {}

    /**
     * One value of an option.
     *
     * @param href the page with this value chosen
     * @param swatch the colour as a hexadecimal value; empty where it is not a colour we know
     */
    public record Value(String label, String href, boolean selected, boolean available, String swatch) {}

    /** A seller's price. */
    public record OfferLine(
            String seller, Money price, @Nullable Money listPrice) {
        public int saving() {
            return Formats.saving(price, listPrice);
        }
    }

    /**
     * Whether it can be had.
     *
     * @param kind {@code good}, {@code warn} (few left) or {@code bad} (none)
     * @param most how many may be put in the cart at once; 0 for none
     */
    public record StockLine(String kind, String text, int most) {}

    public record Spec(String label, String value) {}

    /**
     * What buyers say.
     *
     * @param bars five of them, five stars first
     * @param more the address of the next reviews; null at the end
     */
    public record Ratings(
            int count,
            double average,
            List<Bar> bars,
            List<SortLink> sorts,
            List<ReviewLine> reviews,
            @Nullable String more) {}

    /** @param percent of all ratings, whole, as the length of the bar */
    public record Bar(int stars, int count, int percent) {}

    public record SortLink(String label, String href, boolean selected) {}

    public record ReviewLine(
            UUID id,
            int stars,
            String title,
            List<String> text,
            String author,
            Instant at,
            int helpful,
            boolean verified) {}

    public boolean buyable() {
        return offer != null && stock.most() > 0;
    }
}
