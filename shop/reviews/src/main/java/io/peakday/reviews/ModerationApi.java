package io.peakday.reviews;

import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.web.ETags;
import io.peakday.web.Page;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reviews in all states, for the moderators who decide which are published, and why others are not. */
@RestController
@Tag(name = "Moderation of reviews")
@RequestMapping("/api/v1/admin/reviews")
@Requires(ReviewsPermissions.Names.REVIEWS_MODERATE)
class ModerationApi {
    private static final int PAGE = 50;

    private final Reviews reviews;

    ModerationApi(Reviews reviews) {
        this.reviews = reviews;
    }

    /**
     * A moderator's decision.
     *
     * @param state {@code published}, {@code held} or {@code rejected}, in any case; required
     * @param reason why, for the author, 1 to 500 characters; required unless the review is published, and ignored then
     */
    record Decision(@Nullable String state, @Nullable String reason) {}

    /**
     * Lists all reviews in a state, newest first.
     *
     * @param state {@code held} (if absent), {@code published} or {@code rejected}, in any case
     * @param limit reviews on a page, 1 to 100; 50 if absent
     * @return a page of reviews
     * @throws Failure {@code reviews.bad-state} (400) if there is no such state
     */
    @GetMapping
    Page<Review> listReviewsForStaff(
            @RequestParam(defaultValue = "held") String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return reviews.inState(state(state), cursor, Page.limit(limit, PAGE, Reviews.MAX_PAGE));
    }

    /**
     * Gets a review in any state.
     *
     * <p>The {@code ETag} is its version, which a decision sends in {@code If-Match}.
     *
     * @param id the review's id
     * @return the review
     * @throws Failure {@code reviews.not-found} (404) if there is no such review
     */
    @GetMapping("/{id}")
    ResponseEntity<Review> getReviewForStaff(@PathVariable UUID id) {
        return reviews.find(id)
                .map(ModerationApi::tagged)
                .orElseThrow(() -> Failure.notFound("reviews.not-found", "There is no such review."));
    }

    /**
     * Decides whether a review is published, held or rejected.
     *
     * <p>A decision can be changed by another one. The author sees the reason. The event {@code review.rating-changed} follows when the
     * product's rating changes.
     *
     * @param id the review's id
     * @param decision the state it is to have, and why
     * @return the review as it is now
     * @throws Failure {@code reviews.bad-state} (400) if the state is missing, or there is no such state
     * @throws Failure {@code reviews.bad-decision} (400) if the reason is needed and missing, or too long
     * @throws Failure {@code reviews.not-found} (404) if there is no such review
     * @throws Failure {@code reviews.version-conflict} (409) if it was changed since the version in {@code If-Match}
     */
    @PutMapping("/{id}/decision")
    ResponseEntity<Review> moderateReview(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Decision decision) {
        return tagged(reviews.moderate(id, ETags.expected(ifMatch), state(decision.state()), decision.reason()));
    }

    /**
     * Lists the products whose kept ratings are not what their reviews add up to.
     *
     * <p>All published reviews are counted for it, which can take a while.
     *
     * @return up to 1,000 products, by id; empty if all is well
     */
    @GetMapping("/mismatches")
    List<RatingMismatch> listRatingMismatches() {
        return reviews.verify();
    }

    private static ResponseEntity<Review> tagged(Review review) {
        return ResponseEntity.ok().eTag(ETags.of(review.version())).body(review);
    }

    private static ReviewState state(@Nullable String state) {
        return switch (state == null ? "" : state.toLowerCase(Locale.ROOT)) {
            case "published" -> ReviewState.PUBLISHED;
            case "held" -> ReviewState.HELD;
            case "rejected" -> ReviewState.REJECTED;
            default -> throw Failure.invalid("reviews.bad-state", "A review is published, held or rejected.");
        };
    }
}
