package io.peakday.contracts;

/** An order was given up before it was shipped; {@code refundedMinor} goes back to the card. */
public record OrderCancelled(OrderFacts order, String reason, long refundedMinor) {}
