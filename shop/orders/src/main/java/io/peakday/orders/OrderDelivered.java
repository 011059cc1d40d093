package io.peakday.orders;

import java.time.Instant;

/** An order arrived. */
public record OrderDelivered(OrderFacts order, Instant deliveredAt) {}
