package io.peakday.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A guest's order became the order of a customer who proved to own its address; {@code order} names the customer.
 *
 * @param deliveredAt null if it has not arrived yet: then {@link OrderDelivered} follows, and names the customer, too
 */
public record OrderClaimed(OrderFacts order, @Nullable Instant deliveredAt) {}
