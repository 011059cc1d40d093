package io.peakday.reviews;

import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Failure;
import io.peakday.web.ETags;
import io.peakday.web.Page;
import io.peakday.web.Route;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/**
 * Reviews by customers who bought the product here, and votes of other customers that they were helpful. Everybody may read them; writing and
 * voting need a signed-in customer.
 */
@RestController
@Tag(name = "Reviews")
@RequestMapping("/api/v1")
class ReviewsApi {
    private static final int PAGE = 10;

    private final Reviews reviews;

    ReviewsApi(Reviews reviews) {
        this.reviews = reviews;
    }

    /**
     * A review as everybody sees it: nothing that leads to the person but the name they chose.
     *
     * @param id the review's id
     * @param author the name that the customer chose to show
     * @param rating stars, 1 to 5
     * @param title 1 to 120 characters
     * @param text up to 5,000 characters; may be empty
     * @param helpful how many customers found it helpful
     * @param createdAt when it was written; editing does not change it
     */
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

    /**
     * A page of reviews, and what all of them add up to.
     *
     * @param summary of all published reviews of the product, whatever page or rating is asked for
     * @param items the reviews of this page
     * @param next the cursor of the following page; null on the last page
     */
    record ProductReviews(
            RatingSummary summary,
            List<PublicReview> items,
            @Nullable String next) {}

    /**
     * What a customer wants to say.
     *
     * @param author the name to show, 1 to 60 characters; if absent, the customer's own name
     * @param rating stars, 1 to 5; required
     * @param title 1 to 120 characters; required
     * @param text up to 5,000 characters; empty if absent
     */
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

    /**
     * How a review is voted for.
     *
     * @param helpful how many customers find it helpful now
     * @param counted whether a vote was added by this request
     */
    record VoteCount(int helpful, boolean counted) {}

    /**
     * Lists the published reviews of a product, and what they add up to.
     *
     * <p>What is equal in the order is newest first. A product that is not there has no reviews.
     *
     * @param id the product's id
     * @param sort {@code helpful} (most votes first, if absent), {@code newest}, {@code highest} or {@code lowest} (by stars), in any case
     * @param rating only reviews with so many stars, 1 to 5; with any if absent
     * @param limit reviews on a page, 1 to 100; 10 if absent
     * @return a page of reviews, with the summary of all
     * @throws Failure {@code reviews.bad-sort} (400) if there is no such order
     */
    @Route(limit = {"browse", "open-when-away"})
    @GetMapping("/products/{id}/reviews")
    ProductReviews listReviews(
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

    /**
     * Creates the customer's review of a product.
     *
     * <p>A customer who bought the product here may write one review of it; a purchase counts from its delivery on. The review is published at
     * once, unless a moderator has to read it first: then its state is {@code HELD}, and its reason says why. The event
     * {@code review.rating-changed} follows when the product's rating changes.
     *
     * @param id the product's id
     * @param form what to say
     * @return the review
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws Failure {@code reviews.bad-review} (400) if something is missing, too long or out of range; {@code fields} names them all
     * @throws Failure {@code reviews.already-reviewed} (409) if the customer has reviewed the product; edit that review instead
     * @throws Failure {@code reviews.not-purchased} (403) if the customer has not bought the product here
     */
    @Route(limit = "change")
    @PostMapping("/products/{id}/reviews")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Review> createReview(@PathVariable UUID id, @RequestBody ReviewForm form) {
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

    /**
     * Gets a review of the customer's own, in any state.
     *
     * <p>The {@code ETag} is its version, which an edit sends in {@code If-Match}.
     *
     * @param id the review's id
     * @return the review
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws Failure {@code reviews.not-found} (404) if there is no such review of this customer
     */
    @GetMapping("/reviews/{id}")
    ResponseEntity<Review> getReview(@PathVariable UUID id) {
        var customer = CurrentActor.requireCustomer();
        return reviews.find(id)
                .filter(review -> review.customerId().equals(customer.id()))
                .map(review -> tagged(HttpStatus.OK, review))
                .orElseThrow(() -> Failure.notFound("reviews.not-found", "There is no such review of yours."));
    }

    /**
     * Replaces what a review of the customer's own says.
     *
     * <p>It is published at once unless a moderator has to read it first, as a new one. One that was held stays held, and one that was rejected
     * is held again. Votes stay.
     *
     * @param id the review's id
     * @param form what to say
     * @return the review as it is now
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws Failure {@code reviews.bad-review} (400) if something is missing, too long or out of range; {@code fields} names them all
     * @throws Failure {@code reviews.not-found} (404) if there is no such review of this customer
     * @throws Failure {@code reviews.version-conflict} (409) if it was changed since the version in {@code If-Match}
     */
    @Route(limit = "change")
    @PutMapping("/reviews/{id}")
    ResponseEntity<Review> updateReview(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ReviewForm form) {
        var customer = CurrentActor.requireCustomer();
        return tagged(
                HttpStatus.OK, reviews.edit(customer.id(), id, ETags.expected(ifMatch), form.draft(customer.name())));
    }

    /**
     * Deletes a review of the customer's own, with its votes.
     *
     * <p>Its stars do not count any more. The customer may write a new one.
     *
     * @param id the review's id
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws Failure {@code reviews.not-found} (404) if there is no such review of this customer
     */
    @Route(limit = "change")
    @DeleteMapping("/reviews/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteReview(@PathVariable UUID id) {
        reviews.delete(CurrentActor.requireCustomer().id(), id);
    }

    /**
     * Adds the customer's vote that a review was helpful.
     *
     * <p>A vote counts once a customer; voting again changes nothing.
     *
     * @param id the review's id
     * @return the votes as they are now
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws Failure {@code reviews.not-found} (404) if there is no such published review
     * @throws Failure {@code reviews.own-review} (403) if the customer wrote the review
     */
    @Route(limit = "change")
    @PostMapping("/reviews/{id}/votes")
    VoteCount addReviewVote(@PathVariable UUID id) {
        return switch (reviews.vote(CurrentActor.requireCustomer().id(), id)) {
            case VoteOutcome.Counted counted -> new VoteCount(counted.helpful(), true);
            case VoteOutcome.AlreadyVoted already -> new VoteCount(already.helpful(), false);
            case VoteOutcome.OwnReview own ->
                throw Failure.forbidden("reviews.own-review", "Nobody can vote for their own review.");
        };
    }

    /**
     * Removes the customer's vote for a review.
     *
     * <p>If there is none, nothing changes and the answer is the same. {@code counted} is always false.
     *
     * @param id the review's id
     * @return the votes as they are now
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws Failure {@code reviews.not-found} (404) if there is no such published review, and no vote of the customer for it
     */
    @Route(limit = "change")
    @DeleteMapping("/reviews/{id}/votes")
    VoteCount removeReviewVote(@PathVariable UUID id) {
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
