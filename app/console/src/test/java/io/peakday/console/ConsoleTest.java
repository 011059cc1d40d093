package io.peakday.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.access.SampleOperator;
import io.peakday.catalog.Product;
import io.peakday.customers.Customers;
import io.peakday.identity.Role;
import io.peakday.orders.Order;
import io.peakday.orders.OrderState;
import io.peakday.orders.Orders;
import io.peakday.testkit.TestDatabase;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console with forms alone, over HTTP, on the real modules: no script runs in any of these tests. */
class ConsoleTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Store.WIRING.schemas());

    private static Store store;

    @BeforeAll
    static void open() throws Exception {
        store = Store.open(postgres);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void everyPageOpensForTheOwner() throws Exception {
        SampleOperator owner = new SampleOperator(store.url()).signedIn(store.member(Role.OWNER));
        Product lamp = store.product("Opened lamp", "20.00");
        for (String page : List.of(
                "",
                "/orders",
                "/customers",
                "/reviews",
                "/products",
                "/products/" + lamp.id(),
                "/stock",
                "/stock?view=low",
                "/stock/" + lamp.variants().getFirst().id(),
                "/health",
                "/dead-letters",
                "/mailbox",
                "/audit",
                "/staff",
                "/signing-keys",
                "/account",
                "/account/security",
                "/orders.csv")) {
            assertThat(owner.get("/console" + page).statusCode()).as(page).isEqualTo(200);
        }
        assertThat(owner.get("/console/orders/PD-2026-AAAAA-AAAAA").statusCode())
                .isEqualTo(404);
    }

    @Test
    void anErasedOrderSaysSoAndNothingElseAboutItsCustomer() throws Exception {
        Order order = store.order(store.product("Erased lamp", "20.00"), 1);
        SampleOperator owner = new SampleOperator(store.url()).signedIn(store.member(Role.OWNER));
        String page = "/console/orders/" + order.number();
        assertThat(owner.get(page).body()).contains("Bought as a guest", "Ada Lovelace");
        owner.post(page + "/cancel", Map.of("reason", "Changed their mind"));

        owner.post("/console/privacy/orders/" + order.number() + "/erase", Map.of());

        assertThat(owner.get(page).body())
                .contains("<p>Erased</p>", "<span class=\"strong\">Erased</span>", "Erased<br>Germany<br>")
                .doesNotContain("Bought as a guest", "Ada Lovelace", "invalid.example", "Claim", "- <br>", "00000");
    }

    @Test
    void whatAMemberMayNotDoIsNeitherShownNorDone() throws Exception {
        Product lamp = store.product("Forbidden lamp", "20.00");
        Order order = store.order(lamp, 1);
        SampleOperator catalogue = new SampleOperator(store.url()).signedIn(store.member(new Role("CATALOG")));
        assertThat(catalogue.get("/console").body())
                .contains("/console/products")
                .doesNotContain("href=\"/console/orders\"", "href=\"/console/audit\"", "Revenue today");
        HttpResponse<String> refused = catalogue.get("/console/orders");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("This is not open to you");

        SampleOperator auditor = new SampleOperator(store.url()).signedIn(store.member(Role.AUDITOR));
        String page = "/console/orders/" + order.number();
        assertThat(auditor.get(page).body())
                .contains("You may look at orders, not change them")
                .doesNotContain(page + "/pack");
        assertThat(auditor.post(page + "/pack", Map.of()).statusCode()).isEqualTo(403);
        assertThat(new SampleOperator(store.url())
                        .post(page + "/pack", Map.of())
                        .statusCode())
                .isEqualTo(401);
        assertThat(store.get(Orders.class).require(order.id()).state()).isEqualTo(OrderState.PAID);
    }

    @Test
    void ordersAreShownOnTheOverviewAndWithTheirCustomerToThoseWhoMaySeeThem() throws Exception {
        Order order = store.order(store.product("Latest lamp", "20.00"), 1);
        UUID customer = store.get(Customers.class)
                .ensure("without.orders@example.org", "Wanda Without", SampleOperator.PASSWORD);
        SampleOperator owner = new SampleOperator(store.url()).signedIn(store.member(Role.OWNER));
        assertThat(owner.get("/console").body()).contains("<h2>Latest orders</h2>", order.number());
        assertThat(owner.get("/console/customers/" + customer).body())
                .contains("<h2>Orders</h2>", "Has not bought anything yet.");
        SampleOperator catalogue = new SampleOperator(store.url()).signedIn(store.member(new Role("CATALOG")));
        assertThat(catalogue.get("/console").body()).doesNotContain("Latest orders", order.number());
    }

    @Test
    void theAuditLogSaysWhatWasDoneAndIsVerified() throws Exception {
        Order order = store.order(store.product("Audited lamp", "40.00"), 1);
        SampleOperator owner = new SampleOperator(store.url()).signedIn(store.member(Role.OWNER));
        String page = "/console/orders/" + order.number();
        assertThat(owner.post(page + "/pack", Map.of()).body()).contains("The order is packed.");
        // It is written when the answer is out.
        await().untilAsserted(() -> assertThat(
                        owner.get("/console/audit?subject=" + page + "/pack").body())
                .contains("http.outcome"));
        assertThat(owner.post("/console/audit/verify", Map.of()).body()).contains("The log is intact");
    }
}
