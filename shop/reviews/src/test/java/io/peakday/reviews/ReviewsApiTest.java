package io.peakday.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.events.EventSettings;
import io.peakday.events.EventsModule;
import io.peakday.events.Outbox;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Failure;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReviewsApiTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, ReviewsModule.SCHEMA);

    private final SteppedClock clock = new SteppedClock();
    private final Reviews reviews = new Reviews(
            postgres.database(),
            new Outbox(postgres.database(), clock, EventSettings.withPrefix("t.")),
            clock,
            ReviewsSettings.defaults());
    private final ReviewsApi api = new ReviewsApi(reviews);
    private final ModerationApi moderation = new ModerationApi(reviews);
    private final UUID product = UUID.randomUUID();
    private final Actor.Customer anna =
            new Actor.Customer(UUID.randomUUID(), "anna@example.com", "Anna Berg", true, UUID.randomUUID());

    @Test
    void aGuestIsAskedToSignIn() {
        refused("identity.sign-in-required", () -> api.createReview(product, form(5)));
        refused("identity.sign-in-required", () -> api.addReviewVote(UUID.randomUUID()));
    }

    @Test
    void aBuyerWritesReadsEditsAndRemovesAReview() throws Exception {
        refused("reviews.not-purchased", () -> as(anna, () -> api.createReview(product, form(5))));
        reviews.recordPurchase(anna.id(), product, UUID.randomUUID(), clock.instant());
        var created = as(anna, () -> api.createReview(product, form(5)));
        assertThat(created.getStatusCode().value()).isEqualTo(201);
        assertThat(created.getHeaders().getETag()).isEqualTo("\"v1\"");
        Review review = Objects.requireNonNull(created.getBody());
        assertThat(review.author()).as("the customer's own name").isEqualTo("Anna Berg");
        refused("reviews.already-reviewed", () -> as(anna, () -> api.createReview(product, form(4))));
        refused("web.if-match-required", () -> as(anna, () -> api.updateReview(review.id(), null, form(4))));
        var edited = as(anna, () -> api.updateReview(review.id(), "\"v1\"", form(4)));
        assertThat(edited.getHeaders().getETag()).isEqualTo("\"v2\"");
        refused("reviews.version-conflict", () -> as(anna, () -> api.updateReview(review.id(), "\"v1\"", form(3))));
        var page = api.listReviews(product, "newest", null, null, null);
        assertThat(page.summary().average()).isEqualTo(4);
        assertThat(page.items())
                .singleElement()
                .satisfies(one -> assertThat(one.rating()).isEqualTo(4));
        as(anna, () -> {
            api.deleteReview(review.id());
            return true;
        });
        assertThat(api.listReviews(product, "helpful", null, null, 5).items()).isEmpty();
    }

    @Test
    void nobodySeesAnothersReviewThroughTheOwnersRouteOrVotesForTheirOwn() throws Exception {
        reviews.recordPurchase(anna.id(), product, UUID.randomUUID(), clock.instant());
        Review review = Objects.requireNonNull(
                as(anna, () -> api.createReview(product, form(5))).getBody());
        Actor.Customer bert =
                new Actor.Customer(UUID.randomUUID(), "bert@example.com", "Bert", true, UUID.randomUUID());
        refused("reviews.not-found", () -> as(bert, () -> api.getReview(review.id())));
        refused("reviews.own-review", () -> as(anna, () -> api.addReviewVote(review.id())));
        assertThat(as(bert, () -> api.addReviewVote(review.id()))).isEqualTo(new ReviewsApi.VoteCount(1, true));
        assertThat(as(bert, () -> api.addReviewVote(review.id()))).isEqualTo(new ReviewsApi.VoteCount(1, false));
        assertThat(as(bert, () -> api.removeReviewVote(review.id())).helpful()).isZero();
    }

    @Test
    void whatCannotBeUnderstoodIsRefusedInWords() {
        refused("reviews.bad-sort", () -> api.listReviews(product, "best", null, null, null));
        refused("web.bad-limit", () -> api.listReviews(product, "newest", null, null, 101));
        refused("web.bad-cursor", () -> api.listReviews(product, "newest", null, "???", null));
        refused(
                "reviews.bad-review",
                () -> as(anna, () -> api.createReview(product, new ReviewsApi.ReviewForm(null, null, null, null))));
        refused("reviews.bad-state", () -> moderation.listReviewsForStaff("lost", null, null));
    }

    @Test
    void aModeratorDecidesByVersion() throws Exception {
        reviews.recordPurchase(anna.id(), product, UUID.randomUUID(), clock.instant());
        Review review = Objects.requireNonNull(
                as(anna, () -> api.createReview(product, form(5))).getBody());
        refused(
                "reviews.bad-decision",
                () -> moderation.moderateReview(review.id(), "\"v1\"", new ModerationApi.Decision("rejected", " ")));
        var decided = moderation.moderateReview(
                review.id(), "\"v1\"", new ModerationApi.Decision("rejected", "Not about it."));
        assertThat(decided.getHeaders().getETag()).isEqualTo("\"v2\"");
        assertThat(moderation.listReviewsForStaff("rejected", null, null).items())
                .contains(decided.getBody());
        assertThat(moderation.listRatingMismatches()).isEqualTo(List.of());
    }

    private static ReviewsApi.ReviewForm form(int rating) {
        return new ReviewsApi.ReviewForm(null, rating, "Good", "Does what it should.");
    }

    private static <T> T as(Actor actor, Callable<T> work) throws Exception {
        return CurrentActor.callAs(actor, work);
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
