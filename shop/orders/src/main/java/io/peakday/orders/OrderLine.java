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
 * @param options ordered as the product has them: {@code colour → Red}
 * @param unitPrice gross
 * @param total gross, unit price times quantity
 * @param taxRate parts per million: 190 000 is 19 %
 * @param tax what of the total is tax
 * @param returned how many came back
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
