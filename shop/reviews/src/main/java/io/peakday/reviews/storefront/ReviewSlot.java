package io.peakday.reviews.storefront;

import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import io.peakday.reviews.RatingSummary;
import io.peakday.reviews.Review;
import io.peakday.reviews.ReviewEvents;
import io.peakday.reviews.ReviewSort;
import io.peakday.reviews.Reviews;
import io.peakday.reviews.storefront.ReviewsView.Bar;
import io.peakday.reviews.storefront.ReviewsView.Line;
import io.peakday.reviews.storefront.ReviewsView.SortLink;
import io.peakday.storefrontkit.Fragment;
import io.peakday.storefrontkit.Invalidation;
import io.peakday.storefrontkit.ProductPart;
import io.peakday.storefrontkit.ProductPlace;
import io.peakday.storefrontkit.ProductSlot;
import io.peakday.ui.Html;
import io.peakday.web.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What buyers say about a product, on its page: the sum below the title, and one page of reviews below the product. */
final class ReviewSlot implements ProductSlot {
    private static final String SORT = "reviews";
    private static final String AFTER = "after";
    private static final int PAGE = 6;
    private static final Map<ReviewSort, String> SORTS = Map.of(
            ReviewSort.HELPFUL, "Most helpful",
            ReviewSort.NEWEST, "Newest",
            ReviewSort.HIGHEST, "Highest",
            ReviewSort.LOWEST, "Lowest");

    private final Reviews reviews;
    private final Html html;

    ReviewSlot(Reviews reviews, Html html) {
        this.reviews = reviews;
        this.html = html;
    }

    @Override
    public String name() {
        return "reviews";
    }

    @Override
    public List<Invalidation<?>> invalidations() {
        return List.of(new Invalidation<>(ReviewEvents.RATING_CHANGED, changed -> changed.productId()));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.oneOf(
                        SORT,
                        Arrays.stream(ReviewSort.values()).map(ReviewSlot::key).collect(Collectors.toSet())),
                Parameter.any(AFTER));
    }

    @Override
    public ProductPart draw(Product product, Map<String, String> asked) {
        ReviewsView view = view(product, sort(asked.get(SORT)), asked.get(AFTER));
        ProductPart part = ProductPart.of(ProductPlace.TITLE, Fragment.of(html, "reviews/line", view))
                .and(ProductPlace.SECTION, Fragment.of(html, "reviews/section", view));
        return view.count() == 0 ? part : part.data("aggregateRating", rating(view));
    }

    /** As https://schema.org/AggregateRating has it. */
    private static Map<String, Object> rating(ReviewsView view) {
        Map<String, Object> rating = new LinkedHashMap<>();
        rating.put("@type", "AggregateRating");
        rating.put("ratingValue", Math.round(view.average() * 10) / 10.0);
        rating.put("reviewCount", view.count());
        return rating;
    }

    private ReviewsView view(Product product, ReviewSort sort, @Nullable String cursor) {
        RatingSummary summary = reviews.summary(product.id());
        if (summary.count() == 0) {
            return new ReviewsView(product.id(), product.slug(), 0, 0, List.of(), List.of(), List.of(), null);
        }
        Page<Review> page = page(product, sort, cursor);
        String next = page.next();
        return new ReviewsView(
                product.id(),
                product.slug(),
                summary.count(),
                summary.average(),
                bars(summary),
                sorts(sort, product),
                page.items().stream().map(ReviewSlot::line).toList(),
                next == null ? null : product.with(SORT, key(sort)) + "&" + AFTER + "=" + next + "#reviews");
    }

    /** The first where the cursor is none of ours. */
    private Page<Review> page(Product product, ReviewSort sort, @Nullable String cursor) {
        try {
            return reviews.page(product.id(), sort, null, cursor, PAGE);
        } catch (Failure failure) {
            if (cursor == null || failure.fault() != Fault.INVALID) {
                throw failure;
            }
            return reviews.page(product.id(), sort, null, null, PAGE);
        }
    }

    private static ReviewSort sort(@Nullable String key) {
        return Arrays.stream(ReviewSort.values())
                .filter(sort -> key(sort).equals(key))
                .findFirst()
                .orElse(ReviewSort.HELPFUL);
    }

    private static List<Bar> bars(RatingSummary summary) {
        List<Bar> bars = new ArrayList<>();
        for (int stars = 5; stars >= 1; stars--) {
            int count = summary.histogram().get(stars - 1);
            bars.add(new Bar(stars, count, (int) Math.round(100.0 * count / summary.count())));
        }
        return bars;
    }

    private static List<SortLink> sorts(ReviewSort chosen, Product product) {
        List<SortLink> links = new ArrayList<>();
        for (ReviewSort sort : ReviewSort.values()) {
            links.add(new SortLink(
                    SORTS.getOrDefault(sort, key(sort)), product.with(SORT, key(sort)) + "#reviews", sort == chosen));
        }
        return links;
    }

    private static String key(ReviewSort sort) {
        return sort.name().toLowerCase(Locale.ROOT);
    }

    private static Line line(Review review) {
        List<String> paragraphs = review.text().isBlank()
                ? List.of()
                : List.of(review.text().strip().split("\\n\\s*\\n"));
        return new Line(
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
