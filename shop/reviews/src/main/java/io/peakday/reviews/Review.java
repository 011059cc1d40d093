package io.peakday.reviews;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review by somebody who bought the product.
 *
 * @param id the review's id
 * @param productId the product it is about
 * @param customerId who wrote it
 * @param author the name shown
 * @param rating stars, 1 to 5
 * @param title 1 to 120 characters
 * @param text up to 5,000 characters; may be empty
 * @param state whether it is seen
 * @param reason why it is held or was rejected; null when published
 * @param helpful how many customers found it helpful
 * @param version starts at 1 and grows with every edit and decision; votes do not count as changes
 * @param createdAt when it was written
 * @param updatedAt when it was last edited or decided on
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
