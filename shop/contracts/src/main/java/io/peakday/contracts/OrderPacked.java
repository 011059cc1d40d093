package io.peakday.contracts;

/** An order is in the box. */
public record OrderPacked(OrderFacts order) {}
