package io.peakday.orders;

import io.peakday.pricing.Address;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order from before, to be written as history with its payment and that one's ledger: no stock, mail or event follows from
 * it, and no provider is asked for anything.
 *
 * @param state where it ended; the timeline is filled in between {@code placedAt} and then
 * @param deliveredAt for delivered and returned orders
 * @param tracking where the parcel could be followed, for orders that were sent
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
        @Nullable Instant deliveredAt,
        @Nullable Tracking tracking) {
    public HistoricOrder(
            UUID id,
            @Nullable UUID customerId,
            String email,
            OrderState state,
            Address shipTo,
            String shippingMethod,
            List<Line> lines,
            Instant placedAt,
            @Nullable Instant deliveredAt) {
        this(id, customerId, email, state, shipTo, shippingMethod, lines, placedAt, deliveredAt, null);
    }

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
