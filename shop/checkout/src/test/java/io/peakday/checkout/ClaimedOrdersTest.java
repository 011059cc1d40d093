package io.peakday.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.catalog.Product;
import io.peakday.customers.CustomerEvents;
import io.peakday.customers.CustomerEvents.EmailVerified;
import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import io.peakday.kernel.Ids;
import io.peakday.orders.Order;
import io.peakday.orders.Orders;
import io.peakday.orders.PerformedBy;
import io.peakday.orders.Tracking;
import io.peakday.reviews.Eligibility;
import io.peakday.reviews.Reviews;
import io.peakday.reviews.ReviewsModule;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who owns the address that a guest ordered with may review what arrived: orders say so by events, and reviews follow them. */
class ClaimedOrdersTest {
    private static final NodeWiring WIRING =
            SampleStore.WIRING.and(ReviewsModule.class).setting("peakday.payments.sandbox-settles-after", "0s");

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(WIRING.schemas());

    @Test
    void whatArrivedBeforeAndAfterTheAddressWasVerifiedMayBeReviewed() {
        UUID customer = Ids.next();
        Product before;
        Product after;
        Order underWay;
        // Nothing is handled here: a node that stops at once leaves the events to the next.
        try (TestNode node = WIRING.withoutBackground().open(postgres)) {
            SampleStore store = new SampleStore(node);
            before = store.product("Lamp that arrived", "40.00");
            deliver(node, sent(node, store.order(before, 1)));
            after = store.product("Lamp under way", "30.00");
            underWay = sent(node, store.order(after, 1));
            verified(node, customer);
        }
        try (TestNode node = WIRING.open(postgres)) {
            mayReview(node, customer, before);
            assertThat(node.get(Reviews.class).eligibility(customer, after.id()))
                    .isEqualTo(Eligibility.NOT_PURCHASED);
            deliver(node, underWay);
            mayReview(node, customer, after);
        }
    }

    private static Order sent(TestNode node, Order order) {
        Orders orders = node.get(Orders.class);
        orders.pack(order.id(), PerformedBy.SYSTEM);
        return orders.ship(order.id(), new Tracking("DHL", "00340434", null), PerformedBy.SYSTEM);
    }

    private static void deliver(TestNode node, Order order) {
        node.get(Orders.class).deliver(order.id(), PerformedBy.SYSTEM);
    }

    private static void verified(TestNode node, UUID customer) {
        node.get(Database.class)
                .run(() -> node.get(Outbox.class)
                        .append(
                                CustomerEvents.EMAIL_VERIFIED,
                                customer.toString(),
                                new EmailVerified(customer, "ada@example.org")));
    }

    private static void mayReview(TestNode node, UUID customer, Product product) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(node.get(Reviews.class).eligibility(customer, product.id()))
                        .isEqualTo(Eligibility.MAY_REVIEW));
    }
}
