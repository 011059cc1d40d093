package io.peakday.reviews.console;

import io.peakday.catalog.Catalog;
import io.peakday.consolekit.ConsoleConfiguration;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.FlashMessages;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.reviews.Reviews;
import io.peakday.reviews.ReviewsModule;
import io.peakday.reviews.ReviewsPermissions;
import io.peakday.ui.Html;
import java.util.Map;
import org.springframework.context.annotation.Bean;

/** The page about reviews. */
@ConsoleConfiguration
public class ReviewConsole {
    private final Html html = Html.of(ReviewsModule.class);

    @Bean
    MenuEntry reviewMenu() {
        return new MenuEntry(
                MenuGroup.SELL.at(40),
                "reviews",
                "Reviews",
                "/console/reviews",
                "star",
                ReviewsPermissions.REVIEWS_MODERATE);
    }

    @Bean
    FlashMessages reviewMessages() {
        return new FlashMessages(Map.ofEntries(
                Map.entry("review-published", "The review is published and counts."),
                Map.entry("review-held", "The review is held back."),
                Map.entry("review-rejected", "The review is rejected, and its author is notified of the reason.")));
    }

    @Bean
    ReviewsController consoleReviews(Reviews reviews, Catalog catalog, ConsoleContext context) {
        return new ReviewsController(reviews, catalog, context, html);
    }
}
