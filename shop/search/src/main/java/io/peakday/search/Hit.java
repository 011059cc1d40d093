package io.peakday.search;

import io.peakday.kernel.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything a product card shows, so that nobody asks another module for it.
 *
 * @param highlights the words of the title that were looked for; escape the title, then mark
 * @param priceFrom the lowest price at which a variant can be bought now; of all offered ones where none is in stock, null where
 *     nothing is offered
 * @param listPrice the crossed-out price of the same offer
 * @param priceVaries whether another of these variants costs more than {@code priceFrom}
 * @param rating average stars, 0 to 5, 0 where nobody rated
 * @param available whether some variant is in stock and offered
 * @param variantId the only variant, to be put in the cart from the card; null where a choice is to be made
 * @param variants how many variants there are
 */
public record Hit(
        UUID productId,
        String slug,
        String title,
        List<TextRange> highlights,
        String brand,
        UUID categoryId,
        @Nullable Money priceFrom,
        @Nullable Money listPrice,
        boolean priceVaries,
        double rating,
        int ratingCount,
        boolean available,
        @Nullable Picture picture,
        @Nullable UUID variantId,
        int variants) {

    /** The product's first picture; width and height in pixels, 0 where unknown. */
    public record Picture(String url, String alt, int width, int height) {}
}
