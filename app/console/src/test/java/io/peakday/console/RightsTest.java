package io.peakday.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.ApiKeyView;
import io.peakday.access.ApiKeys;
import io.peakday.access.StaffMembers;
import io.peakday.access.StaffView;
import io.peakday.consolekit.SampleOperator;
import io.peakday.engines.Database;
import io.peakday.identity.Role;
import io.peakday.testkit.TestDatabase;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What members of staff can get hold of through the console's pages, over HTTP, on the real modules. */
class RightsTest {
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
    void keysThatNobodyAnswersForAreShownAndAdopted() throws Exception {
        String email = store.member(Role.OWNER);
        SampleOperator owner = new SampleOperator(store.url()).signedIn(email);
        owner.post("/console/staff/keys", Map.of("name", "From before", "scope", "STOCK_READ"));
        ApiKeyView key = key("From before");
        assertThat(key.ownerId()).isEqualTo(member(email).id());
        store.get(Database.class)
                .sql()
                .sql("update identity.api_key set owner_id = null where id = ?")
                .param(key.id())
                .update();
        assertThat(owner.get("/console/staff").body()).contains("nobody answers for", "No owner", key.id() + "/adopt");
        HttpResponse<String> adopted = owner.post(
                "/console/staff/keys/" + key.id() + "/adopt",
                Map.of("owner", member(email).id().toString()));
        assertThat(adopted.body()).contains("The key has a new owner").doesNotContain("nobody answers for");
        assertThat(key("From before").ownerId()).isEqualTo(member(email).id());
    }

    @Test
    void whoLeavesHandsTheirKeysOverFirst() throws Exception {
        SampleOperator owner = new SampleOperator(store.url()).signedIn(store.member(Role.OWNER));
        StaffMembers staff = store.get(StaffMembers.class);
        staff.ensure("leaving@peakday.example", "Lea Ving", SampleOperator.PASSWORD, Set.of(Role.OWNER));
        new SampleOperator(store.url())
                .signedIn("leaving@peakday.example")
                .post("/console/staff/keys", Map.of("name", "Lea's job", "scope", "ORDERS_READ"));
        StaffView lea = member("leaving@peakday.example");
        Map<String, String> closed = Map.of("version", "" + lea.version(), "name", "Lea Ving", "role", "OWNER");
        HttpResponse<String> asked = owner.post("/console/staff/" + lea.id(), closed);
        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(asked.body()).contains("Lea's job", "Say who takes them over", "name=\"keysTo\"");
        UUID heir = member(store.member(Role.OWNER)).id();
        Map<String, String> handed = new java.util.HashMap<>(closed);
        handed.put("keysTo", heir.toString());
        assertThat(owner.post("/console/staff/" + lea.id(), handed).body()).contains("The member of staff is saved.");
        assertThat(member("leaving@peakday.example").active()).isFalse();
        assertThat(key("Lea's job").ownerId()).isEqualTo(heir);
        assertThat(key("Lea's job").rights()).isEqualTo(key("Lea's job").scopes());
    }

    private static ApiKeyView key(String name) {
        return store.get(ApiKeys.class).list().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static StaffView member(String email) {
        return store.get(StaffMembers.class).list().stream()
                .filter(member -> member.email().equals(email))
                .findFirst()
                .orElseThrow();
    }
}
