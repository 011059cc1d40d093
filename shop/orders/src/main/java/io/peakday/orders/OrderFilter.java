package io.peakday.orders;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a list shows; null means any.
 *
 * @param text an order number, or the beginning of an e-mail address
 * @param from inclusive, {@code to} exclusive, by the time of placing
 */
public record OrderFilter(
        @Nullable OrderState state,
        @Nullable UUID customerId,
        @Nullable String text,
        @Nullable Instant from,
        @Nullable Instant to) {

    public static final OrderFilter ALL = new OrderFilter(null, null, null, null, null);

    public static OrderFilter ofState(OrderState state) {
        return new OrderFilter(state, null, null, null, null);
    }

    public static OrderFilter ofCustomer(UUID customerId) {
        return new OrderFilter(null, customerId, null, null, null);
    }
}
