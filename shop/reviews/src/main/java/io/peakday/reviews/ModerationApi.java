package io.peakday.reviews;

import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.web.ETags;
import io.peakday.web.Page;
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

/** For the people who decide on reviews. */
@RestController
@RequestMapping("/api/v1/admin/reviews")
@Requires(ReviewsPermissions.Names.REVIEWS_MODERATE)
class ModerationApi {
    private static final int PAGE = 50;

    private final Reviews reviews;

    ModerationApi(Reviews reviews) {
        this.reviews = reviews;
    }

    /** A moderator's decision; the reason is needed unless the review is published. */
    record Decision(@Nullable String state, @Nullable String reason) {}

    @GetMapping
    Page<Review> list(
            @RequestParam(defaultValue = "held") String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return reviews.inState(state(state), cursor, Page.limit(limit, PAGE, Reviews.MAX_PAGE));
    }

    @GetMapping("/{id}")
    ResponseEntity<Review> one(@PathVariable UUID id) {
        return reviews.find(id)
                .map(ModerationApi::tagged)
                .orElseThrow(() -> Failure.notFound("reviews.not-found", "There is no such review."));
    }

    @PutMapping("/{id}/decision")
    ResponseEntity<Review> decide(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Decision decision) {
        return tagged(reviews.moderate(id, ETags.expected(ifMatch), state(decision.state()), decision.reason()));
    }

    /** Products whose kept counts are not what their reviews add up to; an empty list, if all is well. */
    @GetMapping("/mismatches")
    List<RatingMismatch> verify() {
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
