package io.peakday.reviews.storefront;

import io.peakday.catalog.Catalog;
import io.peakday.reviews.Reviews;
import io.peakday.reviews.ReviewsModule;
import io.peakday.storefrontkit.AccountSection;
import io.peakday.storefrontkit.ProductSlot;
import io.peakday.storefrontkit.SignedInPages;
import io.peakday.storefrontkit.StorefrontConfiguration;
import io.peakday.storefrontkit.StorefrontContext;
import io.peakday.ui.Html;
import java.util.List;
import org.springframework.context.annotation.Bean;

/** What the shop shows of reviews. */
@StorefrontConfiguration
public class ReviewStorefront {
    private final Html html = Html.of(ReviewsModule.class);

    @Bean
    ProductSlot productReviews(Reviews reviews) {
        return new ReviewSlot(reviews, html);
    }

    @Bean
    AccountSection customerReviews(Reviews reviews, Catalog catalog) {
        return new OwnReviews(reviews, catalog, html);
    }

    @Bean
    SignedInPages reviewPages() {
        return new SignedInPages(List.of("/reviews/new"));
    }

    @Bean
    ReviewController storefrontReviews(Reviews reviews, Catalog catalog, StorefrontContext context) {
        return new ReviewController(reviews, catalog, context, html);
    }
}
