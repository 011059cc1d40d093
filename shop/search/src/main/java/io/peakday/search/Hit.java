package io.peakday.search;

import io.peakday.kernel.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product that was found, with everything that a product card shows.
 *
 * @param productId the product's id
 * @param slug the readable part of the product's address in the shop
 * @param title what it is called
 * @param highlights the words of the title that were looked for; escape the title, then mark
 * @param brand the brand; empty where there is none
 * @param categoryId the category it is in
 * @param priceFrom the lowest price at which a variant can be bought now; of all offered ones where none is in stock, null where
 *     nothing is offered
 * @param listPrice the crossed-out price of the same offer; null where it has none
 * @param priceVaries whether another of these variants costs more than {@code priceFrom}
 * @param rating average stars, 0 to 5, 0 where nobody rated
 * @param ratingCount how many reviews the average is of
 * @param available whether some variant is in stock and offered
 * @param picture its first picture; null where it has none
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

    /**
     * The product's first picture.
     *
     * @param url where it is: absolute http(s), or a path of this store starting with {@code /}
     * @param alt what the picture shows, for those who cannot see it; empty for pure decoration
     * @param width pixels; 0 where unknown
     * @param height pixels; 0 where unknown
     */
    public record Picture(String url, String alt, int width, int height) {}
}
