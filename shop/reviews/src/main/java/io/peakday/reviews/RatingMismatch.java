package io.peakday.reviews;

import java.util.UUID;

/** A product whose kept counts are not what its reviews add up to. */
public record RatingMismatch(UUID productId, RatingSummary kept, RatingSummary counted) {}
