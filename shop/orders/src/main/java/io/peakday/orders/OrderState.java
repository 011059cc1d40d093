package io.peakday.orders;

import io.peakday.kernel.Failure;
import java.util.Map;
import java.util.Set;

/**
 * Where an order stands. The legal moves are exactly these; every other one is refused with a conflict that names both
 * states, also the move to the state the order is already in.
 */
public enum OrderState {
    /** Accepted, not yet paid. */
    PLACED,
    /** The money is captured. */
    PAID,
    /** In the box. */
    PACKED,
    /** Handed to the carrier. */
    SHIPPED,
    /** At the customer's. */
    DELIVERED,
    /** Given up before it was shipped: stock and money are back. */
    CANCELLED,
    /** Everything in it came back; the money is on its way. */
    RETURNED,
    /** All the money is refunded. */
    REFUNDED;

    private static final Map<OrderState, Set<OrderState>> LEGAL = Map.of(
            PLACED, Set.of(PAID, CANCELLED),
            PAID, Set.of(PACKED, CANCELLED, REFUNDED),
            PACKED, Set.of(SHIPPED, CANCELLED, REFUNDED),
            SHIPPED, Set.of(DELIVERED, RETURNED, REFUNDED),
            DELIVERED, Set.of(RETURNED, REFUNDED),
            RETURNED, Set.of(REFUNDED),
            CANCELLED, Set.of(),
            REFUNDED, Set.of());

    public boolean mayBecome(OrderState next) {
        return LEGAL.getOrDefault(this, Set.of()).contains(next);
    }

    /** @throws Failure {@code orders.illegal-transition}, a conflict */
    public void requireMove(OrderState next) {
        if (!mayBecome(next)) {
            throw Failure.conflict(
                    "orders.illegal-transition", "An order that is " + this + " cannot become " + next + ".");
        }
    }
}
