package io.peakday.reviews;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.events.Outbox;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.web.Page;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reviews by buyers, one for each customer and product, and what they add up to.
 *
 * <p>Only a customer who bought the product may review it; orders say who did ({@link #recordPurchase}). A review is
 * published at once unless {@link Screening} finds a reason to let a moderator read it first. An edited review is
 * screened again, and one that was rejected waits for a moderator again.
 */
public final class Reviews {
    /** Reviews on one page, at most. */
    public static final int MAX_PAGE = 100;

    private final Database database;
    private final InstantSource clock;
    private final Screening screening;
    private final Ratings ratings;
    private final ReviewRows rows;
    private final ReviewBatches batches;

    public Reviews(Database database, Outbox outbox, InstantSource clock, ReviewsSettings settings) {
        this.database = database;
        this.clock = clock;
        this.screening = new Screening(settings);
        this.ratings = new Ratings(database, outbox);
        this.rows = new ReviewRows(database);
        this.batches = new ReviewBatches(database, ratings);
    }

    /** That a customer bought a product; saying it again changes nothing. */
    public void recordPurchase(UUID customerId, UUID productId, UUID orderId, Instant at) {
        recordPurchases(List.of(new Purchase(customerId, productId, orderId, at)));
    }

    /** As {@link #recordPurchase}, for many in one statement. */
    public void recordPurchases(Collection<Purchase> purchases) {
        batches.recordPurchases(purchases);
    }

    /** Whether the customer may review the product. */
    public Eligibility eligibility(UUID customerId, UUID productId) {
        return database.sql()
                .sql("""
                        select case
                            when exists (select from reviews.review
                                         where product_id = :product and customer_id = :customer) then 'ALREADY_REVIEWED'
                            when exists (select from reviews.purchase
                                         where product_id = :product and customer_id = :customer) then 'MAY_REVIEW'
                            else 'NOT_PURCHASED' end""")
                .param("product", productId)
                .param("customer", customerId)
                .query((row, rowNumber) -> Eligibility.valueOf(row.getString(1)))
                .single();
    }

    /** Saves a review, if the customer bought the product and has not reviewed it yet. */
    public SubmitOutcome submit(UUID customerId, UUID productId, ReviewDraft draft) {
        return database.transact(() -> {
            Optional<Review> saved = insert(customerId, productId, draft);
            if (saved.isPresent()) {
                Review review = saved.get();
                ratings.change(productId, 0, counted(review));
                return new SubmitOutcome.Submitted(review);
            }
            return rows.of(productId, customerId)
                    .<SubmitOutcome>map(SubmitOutcome.AlreadyReviewed::new)
                    .orElseGet(SubmitOutcome.NotPurchased::new);
        });
    }

    /**
     * Replaces what the customer's own review says.
     *
     * @throws Failure {@code reviews.not-found} if there is no such review of this customer's, {@code
     *     reviews.version-conflict} if it has changed since
     */
    public Review edit(UUID customerId, UUID reviewId, long expectedVersion, ReviewDraft draft) {
        return database.transact(() -> {
            Review before = own(customerId, reviewId);
            requireVersion(before, expectedVersion);
            Optional<String> hold = screening.holdReason(draft);
            if (hold.isEmpty() && before.state() == ReviewState.REJECTED) {
                hold = Optional.of("It was rejected and has been edited since.");
            } else if (hold.isEmpty() && before.state() == ReviewState.HELD) {
                hold = Optional.ofNullable(before.reason());
            }
            Review after = database.sql()
                    .sql("""
                            update reviews.review
                            set author = :author, rating = :rating, title = :title, body = :text, state = :state,
                                reason = :reason, version = version + 1, updated_at = :now
                            where id = :id returning """ + " " + ReviewRows.COLUMNS)
                    .param("author", draft.author())
                    .param("rating", draft.rating())
                    .param("title", draft.title())
                    .param("text", draft.text())
                    .param("state", (hold.isPresent() ? ReviewState.HELD : ReviewState.PUBLISHED).name())
                    .param("reason", hold.orElse(null))
                    .param("now", now())
                    .param("id", reviewId)
                    .query(ReviewRows::review)
                    .single();
            ratings.change(after.productId(), counted(before), counted(after));
            return after;
        });
    }

    /**
     * Removes the customer's own review with its votes; the customer may write a new one.
     *
     * @throws Failure {@code reviews.not-found} if there is no such review of this customer's
     */
    public void delete(UUID customerId, UUID reviewId) {
        database.run(() -> {
            Review review = own(customerId, reviewId);
            database.sql()
                    .sql("delete from reviews.review where id = :id")
                    .param("id", reviewId)
                    .update();
            ratings.change(review.productId(), counted(review), 0);
        });
    }

    /**
     * Counts a customer's vote that a published review was helpful, once.
     *
     * @throws Failure {@code reviews.not-found} if there is no such published review
     */
    public VoteOutcome vote(UUID customerId, UUID reviewId) {
        return database.transact(() -> {
            Review review = published(reviewId);
            if (review.customerId().equals(customerId)) {
                return new VoteOutcome.OwnReview();
            }
            int added = database.sql()
                    .sql("""
                            insert into reviews.vote (review_id, customer_id, voted_at)
                            select id, :customer, :now from reviews.review where id = :id and state = 'PUBLISHED'
                            on conflict do nothing""")
                    .param("customer", customerId)
                    .param("now", now())
                    .param("id", reviewId)
                    .update();
            return added == 1
                    ? new VoteOutcome.Counted(addHelpful(reviewId, 1))
                    : new VoteOutcome.AlreadyVoted(published(reviewId).helpful());
        });
    }

    /** Takes a customer's vote back; without one nothing happens. Gives the number of votes left. */
    public int unvote(UUID customerId, UUID reviewId) {
        return database.transact(() -> {
            int removed = database.sql()
                    .sql("delete from reviews.vote where review_id = :id and customer_id = :customer")
                    .param("id", reviewId)
                    .param("customer", customerId)
                    .update();
            return removed == 1 ? addHelpful(reviewId, -1) : published(reviewId).helpful();
        });
    }

    /** Which of these reviews the customer found helpful. */
    public List<UUID> votesOf(UUID customerId, Collection<UUID> reviewIds) {
        return database.sql()
                .sql("select review_id from reviews.vote where customer_id = :customer and review_id = any(:ids)")
                .param("customer", customerId)
                .param("ids", reviewIds.toArray(UUID[]::new))
                .query((row, rowNumber) -> row.getObject(1, UUID.class))
                .list();
    }

    /**
     * Decides on a review.
     *
     * @param reason the reason given to the author, 1 to 500 characters; needed unless it is published
     * @throws Failure {@code reviews.not-found}, {@code reviews.version-conflict}
     */
    public Review moderate(UUID reviewId, long expectedVersion, ReviewState state, @Nullable String reason) {
        if (state != ReviewState.PUBLISHED) {
            new Checks()
                    .text("reason", reason, 1, 500)
                    .orThrow("reviews.bad-decision", "The author must be given a reason.");
        }
        return database.transact(() -> {
            Review before = rows.lock(reviewId).orElseThrow(Reviews::notFound);
            requireVersion(before, expectedVersion);
            Review after = database.sql()
                    .sql("""
                            update reviews.review
                            set state = :state, reason = :reason, version = version + 1, updated_at = :now
                            where id = :id returning """ + " " + ReviewRows.COLUMNS)
                    .param("state", state.name())
                    .param("reason", state == ReviewState.PUBLISHED ? null : reason)
                    .param("now", now())
                    .param("id", reviewId)
                    .query(ReviewRows::review)
                    .single();
            ratings.change(after.productId(), counted(before), counted(after));
            return after;
        });
    }

    public Optional<Review> find(UUID reviewId) {
        return rows.find(reviewId);
    }

    /** The customer's own review of a product, in whatever state. */
    public Optional<Review> ofCustomer(UUID customerId, UUID productId) {
        return rows.of(productId, customerId);
    }

    /**
     * The published reviews of a product.
     *
     * @param rating only those with so many stars, or null for all
     * @param limit 1 to {@value #MAX_PAGE}
     */
    public Page<Review> page(
            UUID productId, ReviewSort sort, @Nullable Integer rating, @Nullable String cursor, int limit) {
        requireLimit(limit);
        return rows.page(productId, sort, rating, cursor, limit);
    }

    /** All reviews by a customer, in whatever state, newest first. */
    public Page<Review> byCustomer(UUID customerId, @Nullable String cursor, int limit) {
        requireLimit(limit);
        return rows.byCustomer(customerId, cursor, limit);
    }

    /** All reviews in a state, newest first; for moderators. */
    public Page<Review> inState(ReviewState state, @Nullable String cursor, int limit) {
        requireLimit(limit);
        return rows.inState(state, cursor, limit);
    }

    /** What the published reviews add up to, for every product asked for. */
    public Map<UUID, RatingSummary> summaries(Collection<UUID> productIds) {
        return ratings.of(productIds);
    }

    public RatingSummary summary(UUID productId) {
        return summaries(List.of(productId)).getOrDefault(productId, RatingSummary.none(productId));
    }

    /**
     * Saves reviews that come from elsewhere, published and unscreened, in a few statements. A customer's second review
     * of a product is left out. Returns how many are new.
     */
    public int importAll(List<ReviewImport> reviews) {
        return batches.importAll(reviews);
    }

    /** Takes everything of a customer out: purchases, votes and reviews, whose stars no longer count. */
    public void forget(UUID customerId) {
        batches.forget(customerId);
    }

    /** Products whose kept counts are not what their published reviews add up to; none, if all is well. */
    public List<RatingMismatch> verify() {
        return ratings.verify();
    }

    private Optional<Review> insert(UUID customerId, UUID productId, ReviewDraft draft) {
        Optional<String> hold = screening.holdReason(draft);
        return database.sql()
                .sql("""
                        insert into reviews.review
                            (id, product_id, customer_id, author, rating, title, body, state, reason, created_at,
                             updated_at)
                        select :id, product_id, customer_id, :author, :rating, :title, :text, :state, :reason, :now, :now
                        from reviews.purchase where customer_id = :customer and product_id = :product
                        on conflict (product_id, customer_id) do nothing
                        returning """ + " " + ReviewRows.COLUMNS)
                .param("id", Ids.next())
                .param("author", draft.author())
                .param("rating", draft.rating())
                .param("title", draft.title())
                .param("text", draft.text())
                .param("state", (hold.isPresent() ? ReviewState.HELD : ReviewState.PUBLISHED).name())
                .param("reason", hold.orElse(null))
                .param("now", now())
                .param("customer", customerId)
                .param("product", productId)
                .query(ReviewRows::review)
                .optional();
    }

    private int addHelpful(UUID reviewId, int by) {
        return database.sql()
                .sql("update reviews.review set helpful = helpful + :by where id = :id returning helpful")
                .param("by", by)
                .param("id", reviewId)
                .query((row, rowNumber) -> row.getInt(1))
                .optional()
                .orElseThrow(Reviews::notFound);
    }

    private Review own(UUID customerId, UUID reviewId) {
        return rows.lock(reviewId)
                .filter(review -> review.customerId().equals(customerId))
                .orElseThrow(Reviews::notFound);
    }

    private Review published(UUID reviewId) {
        return rows.find(reviewId)
                .filter(review -> review.state() == ReviewState.PUBLISHED)
                .orElseThrow(Reviews::notFound);
    }

    private static void requireVersion(Review review, long expected) {
        if (review.version() != expected) {
            throw Failure.conflict(
                    "reviews.version-conflict",
                    "This review has been changed since; read it again before changing it.");
        }
    }

    private static void requireLimit(int limit) {
        new Checks()
                .range("limit", limit, 1, MAX_PAGE)
                .orThrow("reviews.bad-page", "This page of reviews cannot be shown.");
    }

    /** The rating that counts: none unless the review is published. */
    private static int counted(Review review) {
        return review.state() == ReviewState.PUBLISHED ? review.rating() : 0;
    }

    private OffsetDateTime now() {
        return SqlTime.of(clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static Failure notFound() {
        return Failure.notFound("reviews.not-found", "There is no such review.");
    }
}
