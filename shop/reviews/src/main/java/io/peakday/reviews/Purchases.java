package io.peakday.reviews;

import io.peakday.contracts.OrderClaimed;
import io.peakday.contracts.OrderDelivered;
import io.peakday.contracts.OrderFacts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody may review, because it was delivered to them. */
final class Purchases {
    private Purchases() {}

    static List<Purchase> of(OrderDelivered delivered) {
        return of(delivered.order(), delivered.deliveredAt());
    }

    /** Of one that has not arrived yet: none, {@link OrderDelivered} will say so. */
    static List<Purchase> of(OrderClaimed claimed) {
        return of(claimed.order(), claimed.deliveredAt());
    }

    private static List<Purchase> of(OrderFacts order, @Nullable Instant deliveredAt) {
        UUID customerId = order.customerId();
        if (customerId == null || deliveredAt == null) {
            return List.of();
        }
        return order.lines().stream()
                .map(OrderFacts.Line::productId)
                .distinct()
                .map(product -> new Purchase(customerId, product, order.orderId(), deliveredAt))
                .toList();
    }
}
