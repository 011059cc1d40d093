package io.peakday.reviews;

import java.util.List;
import java.util.UUID;

/**
 * What the published reviews of a product add up to.
 *
 * @param productId the product's id
 * @param count how many published reviews there are
 * @param average of their stars, 1 to 5, not rounded; 0 without reviews
 * @param histogram five counts, of reviews with one, two, three, four and five stars
 */
public record RatingSummary(UUID productId, int count, double average, List<Integer> histogram) {
    static RatingSummary of(UUID productId, int one, int two, int three, int four, int five) {
        int count = one + two + three + four + five;
        double average = count == 0 ? 0 : (one + 2.0 * two + 3.0 * three + 4.0 * four + 5.0 * five) / count;
        return new RatingSummary(productId, count, average, List.of(one, two, three, four, five));
    }

    /** Without any review. */
    public static RatingSummary none(UUID productId) {
        return of(productId, 0, 0, 0, 0, 0);
    }
}
