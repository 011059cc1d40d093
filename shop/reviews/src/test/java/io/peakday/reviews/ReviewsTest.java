package io.peakday.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.events.EventSettings;
import io.peakday.events.EventsModule;
import io.peakday.events.Outbox;
import io.peakday.kernel.Failure;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import io.peakday.web.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReviewsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, ReviewsModule.SCHEMA);

    private final SteppedClock clock = new SteppedClock();
    private final Reviews reviews = new Reviews(
            postgres.database(),
            new Outbox(postgres.database(), clock, EventSettings.withPrefix("t.")),
            clock,
            ReviewsSettings.defaults());
    private final UUID product = UUID.randomUUID();

    @Test
    void onlySomebodyWhoBoughtTheProductMayReviewItAndOnlyOnce() {
        UUID anna = UUID.randomUUID();
        assertThat(reviews.eligibility(anna, product)).isEqualTo(Eligibility.NOT_PURCHASED);
        assertThat(reviews.submit(anna, product, draft(5))).isEqualTo(new SubmitOutcome.NotPurchased());
        bought(anna);
        assertThat(reviews.eligibility(anna, product)).isEqualTo(Eligibility.MAY_REVIEW);
        Review review = submitted(anna, 5);
        assertThat(review.state()).isEqualTo(ReviewState.PUBLISHED);
        assertThat(reviews.eligibility(anna, product)).isEqualTo(Eligibility.ALREADY_REVIEWED);
        assertThat(reviews.submit(anna, product, draft(1))).isEqualTo(new SubmitOutcome.AlreadyReviewed(review));
        assertThat(reviews.summary(product).count()).isEqualTo(1);
    }

    @Test
    void theAverageFollowsEverySubmissionEditAndRemoval() {
        UUID anna = buyer();
        UUID bert = buyer();
        Review first = submitted(anna, 5);
        submitted(bert, 2);
        assertThat(reviews.summary(product)).isEqualTo(new RatingSummary(product, 2, 3.5, List.of(0, 1, 0, 0, 1)));
        Review edited = reviews.edit(anna, first.id(), first.version(), draft(3));
        assertThat(reviews.summary(product).histogram()).containsExactly(0, 1, 1, 0, 0);
        assertThatThrownBy(() -> reviews.edit(anna, first.id(), first.version(), draft(1)))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo("reviews.version-conflict"));
        assertThatThrownBy(() -> reviews.edit(bert, first.id(), edited.version(), draft(1)))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo("reviews.not-found"));
        reviews.delete(anna, first.id());
        assertThat(reviews.summary(product).average()).isEqualTo(2);
        assertThat(reviews.eligibility(anna, product)).isEqualTo(Eligibility.MAY_REVIEW);
        assertThat(changes()).containsExactly("1 5.0", "2 3.5", "2 2.5", "1 2.0");
        assertThat(reviews.verify()).isEmpty();
    }

    @Test
    void theAverageIsExactWhateverRaces() throws InterruptedException, ExecutionException {
        List<UUID> buyers = IntStream.range(0, 60).mapToObj(i -> buyer()).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < buyers.size(); i++) {
                int number = i;
                work.add(threads.submit(() -> {
                    UUID buyer = buyers.get(number);
                    Review review = submitted(buyer, 1 + number % 5);
                    if (number % 3 == 0) {
                        review = reviews.edit(buyer, review.id(), review.version(), draft(5));
                    }
                    if (number % 4 == 0) {
                        reviews.delete(buyer, review.id());
                    } else if (number % 7 == 0) {
                        reviews.moderate(review.id(), review.version(), ReviewState.REJECTED, "Not about the product.");
                    }
                }));
            }
            for (Future<?> one : work) {
                one.get();
            }
        }
        assertThat(reviews.verify()).isEmpty();
        long published = reviews.page(product, ReviewSort.NEWEST, null, null, 100).items().stream()
                .filter(review -> review.state() == ReviewState.PUBLISHED)
                .count();
        assertThat(reviews.summary(product).count()).isEqualTo((int) published);
    }

    @Test
    void aTamperedCountIsFound() {
        submitted(buyer(), 4);
        postgres.database()
                .sql()
                .sql("update reviews.rating set five = five + 1 where product_id = ?")
                .param(product)
                .update();
        assertThat(reviews.verify()).singleElement().satisfies(mismatch -> {
            assertThat(mismatch.kept().count()).isEqualTo(2);
            assertThat(mismatch.counted().count()).isEqualTo(1);
        });
        postgres.database()
                .sql()
                .sql("delete from reviews.rating where product_id = ?")
                .param(product)
                .update();
        postgres.database()
                .sql()
                .sql("delete from reviews.review where product_id = ?")
                .param(product)
                .update();
    }

    @Test
    void aHelpfulVoteCountsOnceAndNeverForOnesOwnReview() throws InterruptedException, ExecutionException {
        UUID author = buyer();
        Review review = submitted(author, 4);
        UUID reader = UUID.randomUUID();
        assertThat(reviews.vote(author, review.id())).isEqualTo(new VoteOutcome.OwnReview());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<VoteOutcome>> votes = IntStream.range(0, 20)
                    .mapToObj(i ->
                            threads.submit(() -> reviews.vote(i % 2 == 0 ? reader : UUID.randomUUID(), review.id())))
                    .toList();
            long counted = 0;
            for (Future<VoteOutcome> vote : votes) {
                counted += vote.get() instanceof VoteOutcome.Counted ? 1 : 0;
            }
            assertThat(counted).isEqualTo(11);
        }
        assertThat(reviews.find(review.id()).orElseThrow().helpful()).isEqualTo(11);
        assertThat(reviews.votesOf(reader, List.of(review.id()))).containsExactly(review.id());
        assertThat(reviews.unvote(reader, review.id())).isEqualTo(10);
        assertThat(reviews.unvote(reader, review.id())).isEqualTo(10);
        assertThatThrownBy(() -> reviews.vote(reader, UUID.randomUUID())).isInstanceOf(Failure.class);
    }

    @Test
    void aReviewWithALinkWaitsForAModeratorAndDoesNotCount() {
        UUID anna = buyer();
        ReviewDraft spam = new ReviewDraft("Anna", 5, "Great", "Buy more at https://example.com");
        Review held = ((SubmitOutcome.Submitted) reviews.submit(anna, product, spam)).review();
        assertThat(held.state()).isEqualTo(ReviewState.HELD);
        assertThat(held.reason()).isEqualTo("It contains a link.");
        assertThat(reviews.summary(product).count()).isZero();
        assertThat(reviews.page(product, ReviewSort.NEWEST, null, null, 10).items())
                .isEmpty();
        assertThat(reviews.inState(ReviewState.HELD, null, 100).items()).contains(held);
        assertThatThrownBy(() -> reviews.moderate(held.id(), held.version(), ReviewState.REJECTED, null))
                .isInstanceOf(Failure.class);
        Review rejected = reviews.moderate(held.id(), held.version(), ReviewState.REJECTED, "Advertising.");
        assertThat(rejected.reason()).isEqualTo("Advertising.");
        Review again = reviews.edit(anna, held.id(), rejected.version(), draft(4));
        assertThat(again.state()).as("an edit does not undo a rejection").isEqualTo(ReviewState.HELD);
        Review published = reviews.moderate(held.id(), again.version(), ReviewState.PUBLISHED, null);
        assertThat(published.reason()).isNull();
        assertThat(reviews.summary(product).average()).isEqualTo(4);
    }

    @Test
    void pagesFollowOnEachOtherInEveryOrder() {
        for (int i = 0; i < 23; i++) {
            Review review = submitted(buyer(), 1 + i % 5);
            for (int vote = 0; vote < i % 4; vote++) {
                reviews.vote(UUID.randomUUID(), review.id());
            }
            clock.advance(Duration.ofMinutes(1));
        }
        for (ReviewSort sort : ReviewSort.values()) {
            List<Review> all = reviews.page(product, sort, null, null, 100).items();
            List<Review> paged = new ArrayList<>();
            String cursor = null;
            do {
                Page<Review> page = reviews.page(product, sort, null, cursor, 5);
                paged.addAll(page.items());
                cursor = page.next();
            } while (cursor != null);
            assertThat(paged).as(sort.name()).isEqualTo(all).hasSize(23);
        }
        assertThat(reviews.page(product, ReviewSort.HIGHEST, null, null, 100).items())
                .extracting(Review::rating)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(reviews.page(product, ReviewSort.NEWEST, 3, null, 100).items())
                .hasSize(5)
                .allMatch(review -> review.rating() == 3);
        assertThatThrownBy(() -> reviews.page(product, ReviewSort.NEWEST, null, "nonsense", 5))
                .isInstanceOf(Failure.class);
    }

    @Test
    void anImportOfThousandsIsCountedOnceHoweverOftenItRuns() {
        List<UUID> products =
                IntStream.range(0, 200).mapToObj(i -> UUID.randomUUID()).toList();
        List<ReviewImport> all = IntStream.range(0, 8_000)
                .mapToObj(i -> new ReviewImport(
                        products.get(i % 200),
                        new UUID(7, i),
                        UUID.randomUUID(),
                        draft(1 + i % 5),
                        i % 9,
                        Instant.parse("2026-03-01T00:00:00Z").plusSeconds(i)))
                .toList();
        assertThat(reviews.importAll(all)).isEqualTo(8_000);
        assertThat(reviews.importAll(all.subList(0, 100))).isZero();
        assertThat(reviews.summaries(products).values()).allMatch(summary -> summary.count() == 40);
        assertThat(reviews.verify()).isEmpty();
        assertThat(reviews.eligibility(new UUID(7, 0), products.getFirst())).isEqualTo(Eligibility.ALREADY_REVIEWED);
    }

    @Test
    void aCustomerWhoLeavesIsForgottenWithWhatTheyWrote() {
        UUID anna = buyer();
        Review annas = submitted(anna, 5);
        Review other = submitted(buyer(), 3);
        reviews.vote(anna, other.id());
        reviews.forget(anna);
        assertThat(reviews.find(annas.id())).isEmpty();
        assertThat(reviews.find(other.id()).orElseThrow().helpful()).isZero();
        assertThat(reviews.summary(product).count()).isEqualTo(1);
        assertThat(reviews.verify()).isEmpty();
    }

    @Test
    void everyWrongFieldIsReportedAtOnce() {
        assertThatThrownBy(() -> new ReviewDraft("", 6, "", "x".repeat(5_001)))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.fields())
                                .extracting(field -> field.field())
                                .containsExactly("author", "rating", "title", "text"));
    }

    private List<String> changes() {
        return postgres.database()
                .sql()
                .sql("select payload::json ->> 'count' || ' ' || (payload::json ->> 'average') from events.outbox"
                        + " where key = ? order by id")
                .param(product.toString())
                .query(String.class)
                .list();
    }

    private UUID buyer() {
        UUID customer = UUID.randomUUID();
        bought(customer);
        return customer;
    }

    private void bought(UUID customer) {
        reviews.recordPurchase(customer, product, UUID.randomUUID(), clock.instant());
    }

    private Review submitted(UUID customer, int rating) {
        return ((SubmitOutcome.Submitted) reviews.submit(customer, product, draft(rating))).review();
    }

    private static ReviewDraft draft(int rating) {
        return new ReviewDraft("Anna", rating, "Good", "Does what it should.");
    }
}
