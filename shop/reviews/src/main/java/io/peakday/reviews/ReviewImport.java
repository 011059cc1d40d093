package io.peakday.reviews;

import java.time.Instant;
import java.util.UUID;

/**
 * A review that comes from elsewhere: published, with its age and votes. Its author counts as a buyer.
 *
 * @param helpful votes it brings along
 */
public record ReviewImport(
        UUID productId, UUID customerId, UUID orderId, ReviewDraft draft, int helpful, Instant createdAt) {}
