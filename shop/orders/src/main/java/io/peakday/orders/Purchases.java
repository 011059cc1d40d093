package io.peakday.orders;

import io.peakday.contracts.OrderDelivered;
import io.peakday.contracts.OrderFacts;
import io.peakday.reviews.Purchase;
import java.util.List;
import java.util.UUID;

/** What somebody may review, because it was delivered to them. */
final class Purchases {
    private Purchases() {}

    static List<Purchase> of(OrderDelivered delivered) {
        OrderFacts order = delivered.order();
        UUID customerId = order.customerId();
        if (customerId == null) {
            return List.of();
        }
        return order.lines().stream()
                .map(OrderFacts.Line::productId)
                .distinct()
                .map(product -> new Purchase(customerId, product, order.orderId(), delivered.deliveredAt()))
                .toList();
    }
}
