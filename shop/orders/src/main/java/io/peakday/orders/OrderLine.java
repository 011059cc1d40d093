package io.peakday.orders;

import io.peakday.contracts.OrderFacts;
import io.peakday.kernel.Money;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order, frozen as it was bought.
 *
 * @param position from 1, the line's name within its order
 * @param variantId what was bought
 * @param productId the variant's product
 * @param sellerId who sold it
 * @param sellerName who sold it, in words
 * @param sku the seller's number of the variant
 * @param title the product's title
 * @param slug the product's name in addresses of the shop
 * @param options ordered as the product has them: {@code colour → Red}
 * @param pictureUrl the variant's picture; null where there is none
 * @param quantity units bought
 * @param unitPrice gross
 * @param total gross, unit price times quantity
 * @param taxRate parts per million: 190 000 is 19 %
 * @param tax what of the total is tax
 * @param returned units that came back
 * @param refunded what of the total was refunded
 */
public record OrderLine(
        int position,
        UUID variantId,
        UUID productId,
        UUID sellerId,
        String sellerName,
        String sku,
        String title,
        String slug,
        Map<String, String> options,
        @Nullable String pictureUrl,
        int quantity,
        Money unitPrice,
        Money total,
        int taxRate,
        Money tax,
        int returned,
        Money refunded) {

    /** What of this line's price can still be refunded. */
    public Money refundable() {
        return total.minus(refunded);
    }

    /** What the order's events say of it. */
    OrderFacts.Line facts() {
        return new OrderFacts.Line(
                position,
                variantId,
                productId,
                sellerId,
                sku,
                title,
                slug,
                options,
                pictureUrl,
                quantity,
                unitPrice.minor(),
                total.minor());
    }
}
