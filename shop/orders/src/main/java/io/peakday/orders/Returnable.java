package io.peakday.orders;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether goods of an order can come back, and if not, why. The money has no say in it: goods that come back are booked in
 * also where all of it was refunded before them.
 *
 * @param window how long after the delivery a customer may ask; staff book in whatever has come
 */
record Returnable(Duration window) {
    /** What stands in the way; empty if nothing does. */
    String obstacle(Order order, boolean staff, Instant now) {
        boolean sent = order.tracking() != null || order.deliveredAt() != null;
        return switch (order.state()) {
            case PLACED, PAID, PACKED -> "The goods of this order have not been sent yet.";
            case CANCELLED -> "This order was cancelled before it was sent.";
            case RETURNED -> "Everything of this order has come back already.";
            case SHIPPED, DELIVERED -> sent(order, staff, now);
            case REFUNDED -> sent ? sent(order, staff, now) : "The goods of this order were never sent.";
        };
    }

    private String sent(Order order, boolean staff, Instant now) {
        Instant delivered = order.deliveredAt();
        if (staff) {
            return "";
        }
        if (delivered == null) {
            return "The goods have not been delivered yet.";
        }
        return now.isAfter(delivered.plus(window))
                ? "The " + window.toDays() + " days in which goods of this order could be returned are over."
                : "";
    }
}
