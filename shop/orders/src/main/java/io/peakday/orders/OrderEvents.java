package io.peakday.orders;

import io.peakday.events.EventType;

/** The facts this room tells: topic {@code orders}, key the order's id, so that one order's facts stay in order. */
public final class OrderEvents {
    private static final String TOPIC = "orders";

    public static final EventType<OrderPlaced> PLACED = new EventType<>("order.placed", 1, TOPIC, OrderPlaced.class);
    public static final EventType<OrderPaid> PAID = new EventType<>("order.paid", 1, TOPIC, OrderPaid.class);
    public static final EventType<OrderPacked> PACKED = new EventType<>("order.packed", 1, TOPIC, OrderPacked.class);
    public static final EventType<OrderShipped> SHIPPED =
            new EventType<>("order.shipped", 1, TOPIC, OrderShipped.class);
    public static final EventType<OrderDelivered> DELIVERED =
            new EventType<>("order.delivered", 1, TOPIC, OrderDelivered.class);
    public static final EventType<OrderCancelled> CANCELLED =
            new EventType<>("order.cancelled", 1, TOPIC, OrderCancelled.class);
    public static final EventType<OrderReturned> RETURNED =
            new EventType<>("order.returned", 1, TOPIC, OrderReturned.class);
    public static final EventType<OrderRefunded> REFUNDED =
            new EventType<>("order.refunded", 1, TOPIC, OrderRefunded.class);

    private OrderEvents() {}
}
