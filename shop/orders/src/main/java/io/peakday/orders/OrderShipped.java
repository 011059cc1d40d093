package io.peakday.orders;

/** An order was handed to the carrier. */
public record OrderShipped(OrderFacts order, Tracking tracking) {}
