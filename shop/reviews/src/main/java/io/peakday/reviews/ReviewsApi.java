package io.peakday.reviews;

import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Failure;
import io.peakday.web.ETags;
import io.peakday.web.Page;
import io.peakday.web.Route;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Reading, writing and voting for reviews. */
@RestController
@RequestMapping("/api/v1")
class ReviewsApi {
    private static final int PAGE = 10;

    private final Reviews reviews;

    ReviewsApi(Reviews reviews) {
        this.reviews = reviews;
    }

    /** A review as everybody sees it: nothing that leads to the person but the name they chose. */
    record PublicReview(UUID id, String author, int rating, String title, String text, int helpful, Instant createdAt) {
        static PublicReview of(Review review) {
            return new PublicReview(
                    review.id(),
                    review.author(),
                    review.rating(),
                    review.title(),
                    review.text(),
                    review.helpful(),
                    review.createdAt());
        }
    }

    /** A page of reviews, and what all of them add up to. */
    record ProductReviews(
            RatingSummary summary,
            List<PublicReview> items,
            @Nullable String next) {}

    /** What to say; without an author the customer's own name is shown. */
    record ReviewForm(
            @Nullable String author,
            @Nullable Integer rating,
            @Nullable String title,
            @Nullable String text) {
        ReviewDraft draft(String name) {
            return new ReviewDraft(
                    author == null ? shortened(name) : author,
                    rating == null ? 0 : rating,
                    title == null ? "" : title,
                    text == null ? "" : text);
        }

        private static String shortened(String name) {
            return name.codePointCount(0, name.length()) <= 60
                    ? name
                    : name.substring(0, name.offsetByCodePoints(0, 60));
        }
    }

    /** How many found it helpful, and whether this vote was new. */
    record VoteCount(int helpful, boolean counted) {}

    @Route(limit = {"browse", "open-when-away"})
    @GetMapping("/products/{id}/reviews")
    ProductReviews page(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "helpful") String sort,
            @RequestParam(required = false) @Nullable Integer rating,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        Page<PublicReview> page = reviews.page(
                        id, sort(sort), rating, cursor, Page.limit(limit, PAGE, Reviews.MAX_PAGE))
                .map(PublicReview::of);
        return new ProductReviews(reviews.summary(id), page.items(), page.next());
    }

    @Route(limit = "change")
    @PostMapping("/products/{id}/reviews")
    ResponseEntity<Review> submit(@PathVariable UUID id, @RequestBody ReviewForm form) {
        var customer = CurrentActor.requireCustomer();
        return switch (reviews.submit(customer.id(), id, form.draft(customer.name()))) {
            case SubmitOutcome.Submitted submitted -> tagged(HttpStatus.CREATED, submitted.review());
            case SubmitOutcome.AlreadyReviewed already ->
                throw Failure.conflict(
                        "reviews.already-reviewed",
                        "You have reviewed this product already; edit that review instead.");
            case SubmitOutcome.NotPurchased none ->
                throw Failure.forbidden(
                        "reviews.not-purchased", "Only customers who bought this product here can review it.");
        };
    }

    @GetMapping("/reviews/{id}")
    ResponseEntity<Review> own(@PathVariable UUID id) {
        var customer = CurrentActor.requireCustomer();
        return reviews.find(id)
                .filter(review -> review.customerId().equals(customer.id()))
                .map(review -> tagged(HttpStatus.OK, review))
                .orElseThrow(() -> Failure.notFound("reviews.not-found", "There is no such review of yours."));
    }

    @Route(limit = "change")
    @PutMapping("/reviews/{id}")
    ResponseEntity<Review> edit(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ReviewForm form) {
        var customer = CurrentActor.requireCustomer();
        return tagged(
                HttpStatus.OK, reviews.edit(customer.id(), id, ETags.expected(ifMatch), form.draft(customer.name())));
    }

    @Route(limit = "change")
    @DeleteMapping("/reviews/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        reviews.delete(CurrentActor.requireCustomer().id(), id);
    }

    @Route(limit = "change")
    @PostMapping("/reviews/{id}/votes")
    VoteCount vote(@PathVariable UUID id) {
        return switch (reviews.vote(CurrentActor.requireCustomer().id(), id)) {
            case VoteOutcome.Counted counted -> new VoteCount(counted.helpful(), true);
            case VoteOutcome.AlreadyVoted already -> new VoteCount(already.helpful(), false);
            case VoteOutcome.OwnReview own ->
                throw Failure.forbidden("reviews.own-review", "Nobody can vote for their own review.");
        };
    }

    @Route(limit = "change")
    @DeleteMapping("/reviews/{id}/votes")
    VoteCount unvote(@PathVariable UUID id) {
        return new VoteCount(reviews.unvote(CurrentActor.requireCustomer().id(), id), false);
    }

    private static ResponseEntity<Review> tagged(HttpStatus status, Review review) {
        return ResponseEntity.status(status).eTag(ETags.of(review.version())).body(review);
    }

    static ReviewSort sort(String sort) {
        return switch (sort.toLowerCase(Locale.ROOT)) {
            case "helpful" -> ReviewSort.HELPFUL;
            case "newest" -> ReviewSort.NEWEST;
            case "highest" -> ReviewSort.HIGHEST;
            case "lowest" -> ReviewSort.LOWEST;
            default ->
                throw Failure.invalid("reviews.bad-sort", "Reviews are sorted by helpful, newest, highest or lowest.");
        };
    }
}
