package io.peakday.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.access.SampleOperator;
import io.peakday.audit.Audit;
import io.peakday.audit.AuditEntry;
import io.peakday.consolekit.ConsoleKitModule;
import io.peakday.identity.Role;
import io.peakday.orders.Order;
import io.peakday.orders.OrderState;
import io.peakday.orders.Orders;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import io.peakday.ui.UiModule;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is done with orders by forms alone, over HTTP. */
class OrderPagesTest {
    private static final NodeWiring WIRING = SampleStore.WIRING.and(UiModule.class, ConsoleKitModule.class);

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
    void anOrderIsPackedShippedRefundedInPartAndDelivered() throws Exception {
        SampleStore store = new SampleStore(node);
        Order order = store.order(store.product("Moved lamp", "40.00"), 2);
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        String page = "/console/orders/" + order.number();
        assertThat(owner.get(page).body()).contains(page + "/pack", "captured").doesNotContain(page + "/ship\"");

        HttpResponse<String> early = owner.post(page + "/deliver", Map.of());
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.body()).contains("This was not done", "An order that is PAID cannot become DELIVERED");

        assertThat(owner.post(page + "/pack", Map.of()).body()).contains("The order is packed.");
        assertThat(owner.post(page + "/ship", Map.of("carrier", "", "number", ""))
                        .statusCode())
                .isEqualTo(400);
        assertThat(owner.post(page + "/ship", Map.of("carrier", "DHL", "number", "JD0001"))
                        .body())
                .contains("DHL", "JD0001");

        Map<String, String> refund =
                Map.of("id", SampleOperator.hidden(owner.get(page), "id"), "line.1", "12,50", "reason", "A scratch");
        assertThat(owner.post(page + "/refund", refund).body()).contains("The money is on its way back", "−€12.50");
        owner.post(page + "/refund", refund);
        assertThat(node.get(Orders.class).require(order.id()).refunded().minor())
                .isEqualTo(1250);
        HttpResponse<String> tooMuch = owner.post(
                page + "/refund",
                Map.of("id", SampleOperator.hidden(owner.get(page), "id"), "other", "9999", "reason", "Too kind"));
        assertThat(tooMuch.statusCode()).isEqualTo(409);
        assertThat(tooMuch.body()).contains("value=\"9999\"");

        assertThat(owner.post(page + "/note", Map.of("text", "Rang <b>twice</b>"))
                        .body())
                .contains("Rang &lt;b&gt;twice&lt;/b&gt;");
        assertThat(owner.post(page + "/deliver", Map.of()).body()).contains("The order is delivered.");
        assertThat(owner.get("/console/orders.csv?q=" + order.number()).body()).contains(order.number(), "DELIVERED");
        // It is written when the answer is out.
        await().untilAsserted(() -> assertThat(node.get(Audit.class)
                        .page(null, page + "/deliver", null, 10)
                        .items())
                .extracting(AuditEntry::action)
                .contains("http.outcome"));
    }

    @Test
    void whoMayNotChangeOrdersMayLookAndNoMore() throws Exception {
        SampleStore store = new SampleStore(node);
        Order order = store.order(store.product("Guarded lamp", "20.00"), 1);
        SampleOperator auditor = SampleOperator.of(node, Role.AUDITOR);
        String page = "/console/orders/" + order.number();
        assertThat(auditor.get("/console/orders?q=" + order.number()).body()).contains(order.number());
        assertThat(auditor.get(page).body())
                .contains("You may look at orders, not change them")
                .doesNotContain(page + "/pack");
        assertThat(auditor.post(page + "/pack", Map.of()).statusCode()).isEqualTo(403);
        assertThat(SampleOperator.of(node, new Role("CATALOG")).get(page).statusCode())
                .isEqualTo(403);
        assertThat(node.get(Orders.class).require(order.id()).state()).isEqualTo(OrderState.PAID);
    }
}
