package io.peakday.orders;

/** An order was accepted. The confirmation mail follows this fact. */
public record OrderPlaced(OrderFacts order) {}
