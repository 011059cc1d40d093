package io.peakday.reviews;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review by somebody who bought the product.
 *
 * @param author the name shown
 * @param rating 1 to 5
 * @param reason why it is held or was rejected; null when published
 * @param helpful how many customers found it helpful
 * @param version for {@code If-Match}; votes do not count as changes
 */
public record Review(
        UUID id,
        UUID productId,
        UUID customerId,
        String author,
        int rating,
        String title,
        String text,
        ReviewState state,
        @Nullable String reason,
        int helpful,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
