package io.peakday.cart;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line as it stands now: the catalogue's text and price, the inventory's stock.
 *
 * @param productId {@code null}, as slug and SKU, where the catalogue no longer knows the variant
 * @param title the product's title; "No longer in our range" where the catalogue no longer knows it
 * @param options such as colour → Red, in the order of the product page
 * @param quantity what the shopper wants
 * @param unitPrice now, gross; {@code null} where it cannot be bought
 * @param lineTotal {@code unitPrice × quantity}; {@code null} with it
 * @param acceptedPrice a unit, when the shopper put it in or last accepted a change
 * @param available units that can be promised now
 * @param differences to be accepted by the shopper; empty if nothing has changed
 * @param claimed where the units are held for the shopper, at {@code unitPrice}; null of an ordinary line
 */
public record CartLine(
        UUID variantId,
        @Nullable UUID productId,
        @Nullable String slug,
        String title,
        Map<String, String> options,
        @Nullable String sku,
        @Nullable String brand,
        @Nullable String sellerName,
        @Nullable Picture picture,
        @Nullable String taxClass,
        int weightGrams,
        int quantity,
        @Nullable Money unitPrice,
        @Nullable Money lineTotal,
        Money acceptedPrice,
        int available,
        Instant addedAt,
        List<Difference> differences,
        @Nullable Claimed claimed) {
    public CartLine {
        differences = List.copyOf(differences);
    }

    /**
     * Where a picture is and what it shows.
     *
     * @param url its address, absolute or a path of the shop
     * @param alt what it shows, in words; empty of mere decoration
     * @param width in pixels; 0 where it is not known
     * @param height in pixels; 0 where it is not known
     */
    public record Picture(String url, String alt, int width, int height) {}

    /** Whether the line can be bought at all: it has a price, and at least one unit is there. */
    public boolean purchasable() {
        return unitPrice != null && available > 0;
    }
}
