package io.peakday.reviews;

import java.util.UUID;

/** The published reviews of a product add up to something else now. */
public record RatingChanged(UUID productId, int count, double average) {}
