package io.peakday.catalog;

import io.peakday.kernel.Money;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A variant as a cart needs it: what it is called and what it costs now.
 *
 * @param title the product's title, without the options
 * @param picture the variant's first picture, else the product's
 * @param offerId the best offer valid now; null, like the seller and the price, where there is none
 * @param price gross, of the best offer valid now
 * @param purchasable the product is published and there is a price; says nothing about stock
 * @param listPrice the best offer's struck-through price
 * @param productVersion the version of the product this was read from
 */
public record VariantView(
        UUID variantId,
        UUID productId,
        String slug,
        String title,
        Map<String, String> options,
        String sku,
        @Nullable Media picture,
        @Nullable UUID offerId,
        @Nullable UUID sellerId,
        @Nullable String sellerName,
        @Nullable Money price,
        String taxClass,
        int weightGrams,
        boolean purchasable,
        @Nullable Money listPrice,
        String brand,
        UUID categoryId,
        long productVersion) {}
