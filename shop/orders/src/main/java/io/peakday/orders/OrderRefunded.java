package io.peakday.orders;

import java.util.UUID;

/** Money of an order was given back: this amount now, {@code refundedInTotalMinor} with all before. */
public record OrderRefunded(
        OrderFacts order, UUID refundId, long amountMinor, long refundedInTotalMinor, String reason) {}
