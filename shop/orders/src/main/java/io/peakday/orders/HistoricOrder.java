package io.peakday.orders;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order from before, to be written as history: no stock, payment, mail or event follows from it.
 *
 * @param state where it ended; the timeline is filled in between {@code placedAt} and then
 * @param deliveredAt for delivered and returned orders
 */
public record HistoricOrder(
        UUID id,
        @Nullable UUID customerId,
        String email,
        OrderState state,
        Address shipTo,
        String shippingMethod,
        List<Line> lines,
        Instant placedAt,
        @Nullable Instant deliveredAt) {
    /** One line; {@code taxClass} is {@code standard}, {@code reduced} or {@code zero}, the price gross. */
    public record Line(
            UUID variantId,
            UUID productId,
            UUID sellerId,
            String sellerName,
            String sku,
            String title,
            String slug,
            java.util.Map<String, String> options,
            @Nullable String pictureUrl,
            int quantity,
            io.peakday.kernel.Money unitPrice,
            String taxClass) {}
}
