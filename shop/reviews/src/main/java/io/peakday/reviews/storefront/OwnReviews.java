package io.peakday.reviews.storefront;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.Product;
import io.peakday.reviews.Review;
import io.peakday.reviews.Reviews;
import io.peakday.storefrontkit.AccountSection;
import io.peakday.storefrontkit.Fragment;
import io.peakday.ui.Html;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The latest reviews that a customer has written, with what became of them. */
final class OwnReviews implements AccountSection {
    private static final int LATEST = 3;

    private final Reviews reviews;
    private final Catalog catalog;
    private final Html html;

    OwnReviews(Reviews reviews, Catalog catalog, Html html) {
        this.reviews = reviews;
        this.catalog = catalog;
        this.html = html;
    }

    @Override
    public String name() {
        return "reviews";
    }

    @Override
    public @Nullable Fragment draw(UUID customer) {
        List<ReviewsView.Own> own = reviews.byCustomer(customer, null, LATEST).items().stream()
                .map(this::own)
                .toList();
        return own.isEmpty() ? null : Fragment.of(html, "reviews/own", new ReviewsView.OwnList(own));
    }

    private ReviewsView.Own own(Review review) {
        Product product = catalog.product(review.productId()).orElse(null);
        return new ReviewsView.Own(
                product == null ? "A product that is gone" : product.title(),
                product == null || !product.published() ? null : "/p/" + product.slug(),
                review.rating(),
                review.title(),
                review.createdAt(),
                state(review));
    }

    private static @Nullable String state(Review review) {
        return switch (review.state()) {
            case PUBLISHED -> null;
            case HELD -> "Somebody reads it before others see it.";
            case REJECTED -> review.reason() == null ? "Not published" : "Not published: " + review.reason();
        };
    }
}
