package io.peakday.orders;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A return of an order's goods.
 *
 * @param id made by who asked for it
 * @param orderId the order
 * @param state how it stands
 * @param lines how many units of which lines
 * @param reason why, in the words of who asked for it
 * @param value what the returned units cost, gross
 * @param requestedAt when it was asked for
 * @param receivedAt when the goods were received, or the return was rejected; null before
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
        /** Asked for or announced; the goods are still to be received. */
        REQUESTED,
        /** The goods came in and are back in stock. */
        RECEIVED,
        /** The store does not take the goods back. */
        REJECTED
    }
}
