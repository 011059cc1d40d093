package io.peakday.orders;

import java.util.List;
import java.util.UUID;

/** Goods of an order came back; {@code lines} says which and how many. */
public record OrderReturned(OrderFacts order, UUID returnId, List<ReturnRequest.Line> lines) {}
