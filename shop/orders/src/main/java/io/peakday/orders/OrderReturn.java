package io.peakday.orders;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A return of an order's goods.
 *
 * @param value what the returned units cost
 * @param receivedAt when the goods came in, null before
 */
public record OrderReturn(
        UUID id,
        UUID orderId,
        State state,
        List<ReturnRequest.Line> lines,
        String reason,
        Money value,
        Instant requestedAt,
        @Nullable Instant receivedAt) {
    /** How a return stands. */
    public enum State {
        REQUESTED,
        RECEIVED,
        REJECTED
    }
}
