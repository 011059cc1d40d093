package io.peakday.reviews.console;

import io.peakday.reviews.ReviewState;

/** The colours of the states of reviews. */
public final class ReviewLabels {
    private ReviewLabels() {}

    /** Of the badge that shows it: a class of the stylesheet, empty for a plain one. */
    public static String css(ReviewState state) {
        return switch (state) {
            case PUBLISHED -> "good";
            case HELD -> "warn";
            case REJECTED -> "bad";
        };
    }
}
