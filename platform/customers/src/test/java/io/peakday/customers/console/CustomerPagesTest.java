package io.peakday.customers.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.SampleOperator;
import io.peakday.customers.Customers;
import io.peakday.customers.CustomersModule;
import io.peakday.identity.Origin;
import io.peakday.identity.Role;
import io.peakday.identity.Sessions;
import io.peakday.identity.SignIn;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Customers on the console, with forms alone. */
class CustomerPagesTest {
    private static final NodeWiring WIRING = SampleOperator.WIRING.and(CustomersModule.class);

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(WIRING.schemas());

    private static TestNode store;

    @BeforeAll
    static void open() {
        store = WIRING.open(postgres);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void aCustomerIsFoundByTheBeginningOfTheirNameOrAddress() throws Exception {
        UUID ada = customer("ada.found@example.org", "Ada Found");
        SampleOperator support = SampleOperator.of(store, Role.SUPPORT);
        assertThat(support.get("/console/customers?q=ada.f").body()).contains("/console/customers/" + ada, "Ada Found");
        assertThat(support.get("/console/customers?q=ada%20f").body()).contains("/console/customers/" + ada);
        assertThat(support.get("/console/customers?q=nobody").body()).contains("Nobody found");
        assertThat(support.get("/console/customers/" + ada).body()).contains("Ada Found", "Signed in nowhere.");
        assertThat(support.get("/console/customers/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void sessionsAreEndedByWhoMayChangeCustomers() throws Exception {
        UUID sue = customer("sue.signed@example.org", "Sue Signed");
        assertThat(store.get(Customers.class)
                        .signIn(
                                "sue.signed@example.org",
                                SampleOperator.PASSWORD,
                                null,
                                new Origin("198.51.100.7", "Firefox", null)))
                .isInstanceOf(SignIn.SignedIn.class);
        String page = "/console/customers/" + sue;
        SampleOperator auditor = SampleOperator.of(store, Role.AUDITOR);
        assertThat(auditor.get(page).body()).contains("198.51.100.").doesNotContain("Sign out everywhere");
        assertThat(auditor.post(page + "/sessions/end", Map.of()).statusCode()).isEqualTo(403);
        assertThat(store.get(Sessions.class).list(sue)).hasSize(1);
        SampleOperator support = SampleOperator.of(store, Role.SUPPORT);
        assertThat(support.post(page + "/sessions/end", Map.of()).body())
                .contains("Signed out everywhere. Sessions ended: 1", "Signed in nowhere.");
        assertThat(store.get(Sessions.class).list(sue)).isEmpty();
    }

    @Test
    void aCustomerIsErasedWhenWhyAndWhomAreSaid() throws Exception {
        UUID eve = customer("eve.erased@example.org", "Eve Erased");
        String page = "/console/privacy/customers/" + eve;
        SampleOperator support = SampleOperator.of(store, Role.SUPPORT);
        assertThat(support.send("DELETE", "/api/v1/admin/customers/" + eve).statusCode())
                .isEqualTo(403);
        assertThat(support.post(page + "/erase", Map.of("reason", "REQUEST", "confirmation", "eve.erased@example.org"))
                        .statusCode())
                .isEqualTo(403);
        SampleOperator owner = SampleOperator.of(store, Role.OWNER);
        assertThat(owner.get(page).body()).contains("Erase Eve Erased", "What is kept all the same");
        assertThat(owner.post(page + "/export", Map.of()).body()).contains("eve.erased@example.org");
        HttpResponse<String> refused = owner.post(page + "/erase", Map.of("confirmation", "ada@example.org"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Choose why.", "This is not the customer's e-mail address.");
        assertThat(owner.post(page + "/erase", Map.of("reason", "REQUEST", "confirmation", " Eve.Erased@example.org "))
                        .body())
                .contains("The customer is erased");
        assertThat(store.get(Customers.class).find(eve)).isEmpty();
        assertThat(owner.get("/console/customers?q=eve").body()).doesNotContain("Eve Erased");
    }

    private static UUID customer(String email, String name) {
        return store.get(Customers.class).ensure(email, name, SampleOperator.PASSWORD);
    }
}
