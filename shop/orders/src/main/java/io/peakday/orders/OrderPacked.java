package io.peakday.orders;

/** An order is in the box. */
public record OrderPacked(OrderFacts order) {}
