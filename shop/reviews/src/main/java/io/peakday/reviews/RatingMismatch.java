package io.peakday.reviews;

import java.util.UUID;

/**
 * A product whose kept ratings are not what its reviews add up to.
 *
 * @param productId the product's id
 * @param kept what is kept and shown
 * @param counted what its published reviews add up to
 */
public record RatingMismatch(UUID productId, RatingSummary kept, RatingSummary counted) {}
