package io.peakday.contracts;

import io.peakday.events.EventType;
import io.peakday.events.Personal;

/**
 * The events of orders: topic {@code orders}, key the order's id, so that one order's events stay in order and what is
 * personal in them travels under the order's key.
 */
public final class OrderEvents {
    private static final String TOPIC = "orders";

    private static final Personal EMAIL = Personal.email("order.email");
    private static final Personal SHIP_TO = new Personal(
            "order.shipTo",
            "{\"name\":\"Erased\",\"line1\":\"-\",\"postalCode\":\"00000\",\"city\":\"-\",\"country\":\"DE\"}");
    private static final Personal PAID_WITH = Personal.text("order.paidWith");
    private static final Personal TRACKING = new Personal("tracking", "{\"carrier\":\"Erased\",\"number\":\"Erased\"}");
    private static final Personal REASON = Personal.text("reason");

    public static final EventType<OrderPlaced> PLACED =
            new EventType<>("order.placed", 1, TOPIC, OrderPlaced.class).sealing(EMAIL, SHIP_TO, PAID_WITH);
    public static final EventType<OrderPaid> PAID =
            new EventType<>("order.paid", 1, TOPIC, OrderPaid.class).sealing(EMAIL, SHIP_TO, PAID_WITH);
    public static final EventType<OrderPacked> PACKED =
            new EventType<>("order.packed", 1, TOPIC, OrderPacked.class).sealing(EMAIL, SHIP_TO, PAID_WITH);
    public static final EventType<OrderShipped> SHIPPED =
            new EventType<>("order.shipped", 1, TOPIC, OrderShipped.class).sealing(EMAIL, SHIP_TO, PAID_WITH, TRACKING);
    public static final EventType<OrderDelivered> DELIVERED =
            new EventType<>("order.delivered", 1, TOPIC, OrderDelivered.class).sealing(EMAIL, SHIP_TO, PAID_WITH);
    public static final EventType<OrderClaimed> CLAIMED =
            new EventType<>("order.claimed", 1, TOPIC, OrderClaimed.class).sealing(EMAIL, SHIP_TO, PAID_WITH);
    public static final EventType<OrderCancelled> CANCELLED = new EventType<>(
                    "order.cancelled", 1, TOPIC, OrderCancelled.class)
            .sealing(EMAIL, SHIP_TO, PAID_WITH, REASON);
    public static final EventType<OrderReturned> RETURNED =
            new EventType<>("order.returned", 1, TOPIC, OrderReturned.class).sealing(EMAIL, SHIP_TO, PAID_WITH);
    public static final EventType<OrderRefunded> REFUNDED =
            new EventType<>("order.refunded", 1, TOPIC, OrderRefunded.class).sealing(EMAIL, SHIP_TO, PAID_WITH, REASON);

    private OrderEvents() {}
}
