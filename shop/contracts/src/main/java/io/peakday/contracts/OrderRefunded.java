package io.peakday.contracts;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money of an order was refunded: this amount now, {@code refundedInTotalMinor} with all before.
 *
 * @param taxes what of this amount is net and tax at which rate; null in what an older version wrote
 */
public record OrderRefunded(
        OrderFacts order,
        UUID refundId,
        long amountMinor,
        long refundedInTotalMinor,
        String reason,
        @Nullable List<Tax> taxes) {
    /** @param rate in parts per million */
    public record Tax(int rate, long netMinor, long taxMinor) {}

    /** What of this amount is tax; zero where it is not known. */
    public long taxMinor() {
        return taxes == null ? 0 : taxes.stream().mapToLong(Tax::taxMinor).sum();
    }
}
