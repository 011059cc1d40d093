package io.peakday.contracts;

import java.util.List;
import java.util.UUID;

/** Goods of an order came back; {@code lines} says which and how many. */
public record OrderReturned(OrderFacts order, UUID returnId, List<Line> lines) {
    /** So many units of the order's line at this position. */
    public record Line(int position, int quantity) {}
}
