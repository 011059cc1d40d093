package io.peakday.reviews;

import java.time.Instant;
import java.util.UUID;

/** That a customer bought a product, and so may review it. */
public record Purchase(UUID customerId, UUID productId, UUID orderId, Instant at) {}
