package io.peakday.orders.console;

import io.peakday.orders.OrderState;

/** The colours of the states of orders. */
public final class OrderLabels {
    private OrderLabels() {}

    /** Of the badge that shows it: a class of the stylesheet, empty for a plain one. */
    public static String css(OrderState state) {
        return switch (state) {
            case PLACED -> "";
            case PAID -> "tint";
            case PACKED, SHIPPED -> "info";
            case DELIVERED -> "good";
            case CANCELLED -> "bad";
            case RETURNED, REFUNDED -> "warn";
        };
    }
}
