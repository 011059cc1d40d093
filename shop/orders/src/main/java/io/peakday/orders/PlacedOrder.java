package io.peakday.orders;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order about to be entered.
 *
 * @param cartId the cart it was; null for history
 * @param timeline what has happened to it so far, oldest first
 */
public record PlacedOrder(Order order, @Nullable UUID cartId, List<TimelineEntry> timeline) {
    public PlacedOrder {
        timeline = List.copyOf(timeline);
    }
}
