package io.peakday.reviews.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.SampleOperator;
import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogModule;
import io.peakday.catalog.Categories;
import io.peakday.catalog.Product;
import io.peakday.catalog.SampleProducts;
import io.peakday.catalog.Sellers;
import io.peakday.identity.Role;
import io.peakday.kernel.Ids;
import io.peakday.reviews.Review;
import io.peakday.reviews.ReviewDraft;
import io.peakday.reviews.ReviewState;
import io.peakday.reviews.Reviews;
import io.peakday.reviews.ReviewsModule;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Deciding with forms alone, over HTTP, which reviews are seen. */
class ReviewPagesTest {
    private static final NodeWiring WIRING = SampleOperator.WIRING.and(CatalogModule.class, ReviewsModule.class);

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(WIRING.schemas());

    private static TestNode node;

    @BeforeAll
    static void open() {
        node = WIRING.open(postgres);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void aReviewIsRejectedWithAReasonAndPublishedAgain() throws Exception {
        Review review = published("Reviewed lamp", "It flickers");
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        assertThat(owner.get("/console/reviews?state=published").body())
                .contains("It flickers", "Reviewed lamp", "aria-current=\"page\"")
                .contains("/console/reviews/" + review.id());
        HttpResponse<String> rejected = owner.post(
                "/console/reviews/" + review.id(),
                decision("published", review.version(), "rejected", "Not about the lamp"));
        assertThat(rejected.body()).contains("The review is rejected, and its author is notified of the reason.");
        assertThat(state(review)).isEqualTo(ReviewState.REJECTED);
        assertThat(owner.get("/console/reviews?state=rejected").body()).contains("It flickers", "Not about the lamp");

        HttpResponse<String> overtaken = owner.post(
                "/console/reviews/" + review.id(), decision("published", review.version(), "held", "Too late"));
        assertThat(overtaken.statusCode()).isEqualTo(409);
        assertThat(overtaken.body()).contains("This was not done");
        HttpResponse<String> again = owner.post(
                "/console/reviews/" + review.id(), decision("rejected", review.version() + 1, "published", ""));
        assertThat(again.body()).contains("The review is published and counts.");
        assertThat(state(review)).isEqualTo(ReviewState.PUBLISHED);
    }

    @Test
    void whoMayNotModerateNeitherSeesNorDecides() throws Exception {
        Review review = published("Unseen lamp", "Quite good");
        SampleOperator fulfilment = SampleOperator.of(node, new Role("FULFILMENT"));
        assertThat(fulfilment.get("/console/reviews").statusCode()).isEqualTo(403);
        assertThat(fulfilment
                        .post(
                                "/console/reviews/" + review.id(),
                                decision("published", review.version(), "rejected", "No"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(state(review)).isEqualTo(ReviewState.PUBLISHED);
    }

    private static Review published(String product, String title) {
        Product lamp = new SampleProducts(node.get(Catalog.class), node.get(Categories.class), node.get(Sellers.class))
                .lamp(product, "20.00");
        Reviews reviews = node.get(Reviews.class);
        UUID customer = Ids.next();
        reviews.recordPurchase(customer, lamp.id(), Ids.next(), Instant.now());
        reviews.submit(customer, lamp.id(), new ReviewDraft("Ada", 2, title, "It gives less light than I hoped for."));
        return reviews.ofCustomer(customer, lamp.id()).orElseThrow();
    }

    private static ReviewState state(Review review) {
        return node.get(Reviews.class).find(review.id()).orElseThrow().state();
    }

    private static Map<String, String> decision(String from, long version, String decision, String reason) {
        return Map.of("state", from, "version", Long.toString(version), "decision", decision, "reason", reason);
    }
}
