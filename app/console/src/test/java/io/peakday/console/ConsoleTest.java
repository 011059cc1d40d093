package io.peakday.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.catalog.Product;
import io.peakday.consolekit.SampleOperator;
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
    void aStrangerIsLedToSignInAndBack() throws Exception {
        String email = store.member(Role.OWNER);
        SampleOperator stranger = new SampleOperator(store.url());
        HttpResponse<String> asked = stranger.get("/console/orders?state=paid");
        assertThat(asked.uri().getPath()).isEqualTo("/console/sign-in");
        assertThat(SampleOperator.hidden(asked, "next")).isEqualTo("/console/orders?state=paid");
        assertThat(stranger.post("/console/sign-in", Map.of("email", email, "password", "wrong words here"))
                        .statusCode())
                .isEqualTo(401);
        HttpResponse<String> in = stranger.post(
                "/console/sign-in",
                Map.of("email", email, "password", SampleOperator.PASSWORD, "next", "/console/orders?state=paid"));
        assertThat(in.uri()).hasToString(store.url() + "/console/orders?state=paid");
        stranger.post("/console/sign-out", Map.of());
        assertThat(stranger.get("/console").uri().getPath()).isEqualTo("/console/sign-in");
    }

    @Test
    void signingInNeverLeadsAway() throws Exception {
        HttpResponse<String> page = new SampleOperator(store.url()).get("/console/sign-in?next=//evil.example");
        assertThat(SampleOperator.hidden(page, "next")).isEqualTo("/console");
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
    void aMemberChangesTheirPasswordAndAsksForALinkWhenItIsForgotten() throws Exception {
        String email = store.member(Role.SUPPORT);
        SampleOperator member = new SampleOperator(store.url()).signedIn(email);
        SampleOperator elsewhere = new SampleOperator(store.url()).signedIn(email);
        assertThat(member.get("/console/account").body()).contains(email, "This one");
        assertThat(member.post(
                                "/console/account/password",
                                Map.of("current", "not this one", "password", "a fresh one for the desk"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(member.post(
                                "/console/account/password",
                                Map.of("current", SampleOperator.PASSWORD, "password", "a fresh one for the desk"))
                        .body())
                .contains("Your password is changed");
        assertThat(elsewhere.get("/console/account").uri().getPath()).isEqualTo("/console/sign-in");
        SampleOperator stranger = new SampleOperator(store.url());
        assertThat(stranger.get("/console/sign-in").body()).contains("/console/forgot");
        String known = stranger.post("/console/forgot", Map.of("email", email)).body();
        String unknown = stranger.post("/console/forgot", Map.of("email", "nobody@example.org"))
                .body();
        assertThat(known).isEqualTo(unknown).contains("Look in your mailbox");
        assertThat(stranger.post("/console/reset", Map.of("token", "x", "password", "a fresh one for the desk"))
                        .statusCode())
                .isEqualTo(410);
        HttpResponse<String> page = stranger.get("/console/reset?token=x");
        assertThat(page.statusCode()).isEqualTo(410);
        assertThat(page.body()).contains("does not work any more").doesNotContain("type=\"password\"");
        assertThat(member.get("/console/signing-keys").statusCode()).isEqualTo(403);
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
    void aSigningKeyIsReplacedAndNobodyIsSignedOut() throws Exception {
        SampleOperator owner = new SampleOperator(store.url()).signedIn(store.member(Role.OWNER));
        assertThat(owner.get("/console/signing-keys").body()).contains("session", "Replace");
        HttpResponse<String> done = owner.post("/console/signing-keys/rotate", Map.of("name", "session"));
        assertThat(done.body()).contains("A new key signs from now on", "Two count");
        assertThat(owner.get("/console/account").statusCode()).isEqualTo(200);
        assertThat(owner.post("/console/signing-keys/rotate", Map.of("name", "session"))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void whatAMemberMayNotDoIsNeitherShownNorDone() throws Exception {
        Product lamp = store.product("Forbidden lamp", "20.00");
        Order order = store.order(lamp, 1);
        SampleOperator catalogue = new SampleOperator(store.url()).signedIn(store.member(Role.CATALOG));
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
        SampleOperator catalogue = new SampleOperator(store.url()).signedIn(store.member(Role.CATALOG));
        assertThat(catalogue.get("/console").body()).doesNotContain("Latest orders", order.number());
    }

    @Test
    void aBlankChoiceOfAFormIsNoChoice() throws Exception {
        SampleOperator owner = new SampleOperator(store.url()).signedIn(store.member(Role.OWNER));
        HttpResponse<String> key = owner.post("/console/staff/keys", Map.of("name", "Nightly job", "scope", " "));
        assertThat(key.statusCode()).isEqualTo(400);
        assertThat(key.body()).contains("must name at least one permission");
        HttpResponse<String> member = owner.post(
                "/console/staff",
                Map.of("email", "blank@shop.example", "name", "B", "password", SampleOperator.PASSWORD, "role", " "));
        assertThat(member.statusCode()).isLessThan(500);
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

    @Test
    void aKeyIsShownOnceAndRevoked() throws Exception {
        SampleOperator owner = new SampleOperator(store.url()).signedIn(store.member(Role.OWNER));
        String shown = owner.post("/console/staff/keys", Map.of("name", "Warehouse", "scope", "STOCK_READ"))
                .body();
        assertThat(shown).contains("shown only once").containsPattern("pk_[A-Za-z0-9_-]{20,}");
        String list = owner.get("/console/staff").body();
        assertThat(list).contains("Warehouse").doesNotContain("shown only once");
        String id = list.replaceFirst("(?s).*?/console/staff/keys/([0-9a-f-]{36})/revoke.*", "$1");
        assertThat(owner.post("/console/staff/keys/" + id + "/revoke", Map.of()).body())
                .contains("Revoked");
    }
}
