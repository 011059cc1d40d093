package io.peakday.contracts;

import java.time.Instant;

/** An order arrived. */
public record OrderDelivered(OrderFacts order, Instant deliveredAt) {}
