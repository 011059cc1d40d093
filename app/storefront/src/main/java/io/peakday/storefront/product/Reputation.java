package io.peakday.storefront.product;

import io.peakday.reviews.RatingSummary;
import io.peakday.reviews.Review;
import io.peakday.reviews.ReviewSort;
import io.peakday.reviews.Reviews;
import io.peakday.storefront.product.ProductView.Bar;
import io.peakday.storefront.product.ProductView.Ratings;
import io.peakday.storefront.product.ProductView.ReviewLine;
import io.peakday.storefront.product.ProductView.SortLink;
import io.peakday.web.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What buyers say about a product: the sum, and one page of reviews. */
final class Reputation {
    private static final int PAGE = 6;
    private static final Map<ReviewSort, String> SORTS = Map.of(
            ReviewSort.HELPFUL, "Most helpful",
            ReviewSort.NEWEST, "Newest",
            ReviewSort.HIGHEST, "Highest",
            ReviewSort.LOWEST, "Lowest");

    private final Reviews reviews;

    Reputation(Reviews reviews) {
        this.reviews = reviews;
    }

    /** @param base the product page's address with the variant, to which the order of the reviews is added */
    Ratings of(UUID productId, ReviewSort sort, @Nullable String cursor, String base) {
        RatingSummary summary = reviews.summary(productId);
        if (summary.count() == 0) {
            return new Ratings(0, 0, List.of(), List.of(), List.of(), null);
        }
        Page<Review> page = reviews.page(productId, sort, null, cursor, PAGE);
        String next = page.next();
        return new Ratings(
                summary.count(),
                summary.average(),
                bars(summary),
                sorts(sort, base),
                page.items().stream().map(Reputation::line).toList(),
                next == null ? null : with(base, sort) + "&after=" + next + "#reviews");
    }

    static ReviewSort sort(@Nullable String key) {
        for (ReviewSort sort : ReviewSort.values()) {
            if (key(sort).equals(key)) {
                return sort;
            }
        }
        return ReviewSort.HELPFUL;
    }

    private static List<Bar> bars(RatingSummary summary) {
        List<Bar> bars = new ArrayList<>();
        for (int stars = 5; stars >= 1; stars--) {
            int count = summary.histogram().get(stars - 1);
            bars.add(new Bar(stars, count, (int) Math.round(100.0 * count / summary.count())));
        }
        return bars;
    }

    private static List<SortLink> sorts(ReviewSort chosen, String base) {
        List<SortLink> links = new ArrayList<>();
        for (ReviewSort sort : ReviewSort.values()) {
            links.add(new SortLink(SORTS.getOrDefault(sort, key(sort)), with(base, sort) + "#reviews", sort == chosen));
        }
        return links;
    }

    private static String with(String base, ReviewSort sort) {
        return base + (base.contains("?") ? "&" : "?") + "reviews=" + key(sort);
    }

    private static String key(ReviewSort sort) {
        return sort.name().toLowerCase(Locale.ROOT);
    }

    private static ReviewLine line(Review review) {
        List<String> paragraphs = review.text().isBlank()
                ? List.of()
                : List.of(review.text().strip().split("\\n\\s*\\n"));
        return new ReviewLine(
                review.id(),
                review.rating(),
                review.title(),
                paragraphs,
                review.author(),
                review.createdAt(),
                review.helpful(),
                true);
    }
}
