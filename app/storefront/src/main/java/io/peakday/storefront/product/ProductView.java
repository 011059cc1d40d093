package io.peakday.storefront.product;

import io.peakday.kernel.Money;
import io.peakday.storefrontkit.Fragment;
import io.peakday.storefrontkit.ProductCard;
import io.peakday.storefrontkit.ProductParts;
import io.peakday.storefrontkit.ProductPlace;
import io.peakday.storefrontkit.Shell;
import io.peakday.ui.Formats;
import io.peakday.ui.Link;
import io.peakday.ui.Picture;
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
 * @param parts what other modules show of it
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
        StockLine stock,
        String delivery,
        List<String> description,
        List<Spec> specs,
        String sku,
        ProductParts parts,
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

    /** What other modules show below the title. */
    public List<Fragment> belowTitle() {
        return parts.at(ProductPlace.TITLE);
    }

    /** What other modules show above the button that buys. */
    public List<Fragment> aboveButton() {
        return parts.at(ProductPlace.OFFER);
    }

    /** What other modules show below the product. */
    public List<Fragment> sections() {
        return parts.at(ProductPlace.SECTION);
    }

    public boolean buyable() {
        return offer != null && stock.most() > 0;
    }
}
