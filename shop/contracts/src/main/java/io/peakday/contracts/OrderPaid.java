package io.peakday.contracts;

import java.util.UUID;

/** An order's money was captured. Follows {@link OrderPlaced} at once when it was paid at checkout. */
public record OrderPaid(OrderFacts order, UUID paymentId) {}
