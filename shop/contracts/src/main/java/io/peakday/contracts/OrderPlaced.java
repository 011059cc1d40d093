package io.peakday.contracts;

/** An order was accepted. The confirmation mail follows this fact. */
public record OrderPlaced(OrderFacts order) {}
