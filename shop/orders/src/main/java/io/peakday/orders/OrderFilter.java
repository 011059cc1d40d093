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

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** Times that no database can hold stand for the first or the last it could; no order is beyond them. */
    public OrderFilter {
        from = bounded(from);
        to = bounded(to);
    }

    public static final OrderFilter ALL = new OrderFilter(null, null, null, null, null);

    public static OrderFilter ofCustomer(UUID customerId) {
        return new OrderFilter(null, customerId, null, null, null);
    }

    public OrderFilter withState(@Nullable OrderState other) {
        return new OrderFilter(other, customerId, text, from, to);
    }

    public OrderFilter withText(@Nullable String other) {
        return new OrderFilter(state, customerId, other, from, to);
    }

    public OrderFilter placedBetween(@Nullable Instant first, @Nullable Instant end) {
        return new OrderFilter(state, customerId, text, first, end);
    }

    private static @Nullable Instant bounded(@Nullable Instant time) {
        if (time == null) {
            return null;
        }
        return time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
    }
}
