package io.peakday.reviews;

import io.peakday.events.EventType;

/** The events of reviews; topic {@code reviews}, key: the product's id. */
public final class ReviewEvents {
    public static final EventType<RatingChanged> RATING_CHANGED =
            new EventType<>("review.rating-changed", 1, "reviews", RatingChanged.class);

    private ReviewEvents() {}
}
