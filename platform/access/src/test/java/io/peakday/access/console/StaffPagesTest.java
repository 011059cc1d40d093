package io.peakday.access.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.ApiKeyView;
import io.peakday.access.ApiKeys;
import io.peakday.access.SampleOperator;
import io.peakday.access.StaffMembers;
import io.peakday.access.StaffView;
import io.peakday.engines.Database;
import io.peakday.identity.Role;
import io.peakday.identity.SampleModule;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What members of staff can get hold of through the console's pages, over HTTP, on the real modules. */
class StaffPagesTest {
    /** With permissions of modules above, so that keys have something to do. */
    private static final NodeWiring WIRING = SampleOperator.WIRING.and(SampleModule.class);

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(WIRING.schemas());

    private static TestNode store;

    @BeforeAll
    static void open() throws Exception {
        store = WIRING.open(postgres);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void keysThatNobodyAnswersForAreShownAndAdopted() throws Exception {
        String email = SampleOperator.member(store.get(StaffMembers.class), Role.OWNER);
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
        SampleOperator owner = SampleOperator.of(store, Role.OWNER);
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
        UUID heir = member(SampleOperator.member(store.get(StaffMembers.class), Role.OWNER))
                .id();
        Map<String, String> handed = new java.util.HashMap<>(closed);
        handed.put("keysTo", heir.toString());
        assertThat(owner.post("/console/staff/" + lea.id(), handed).body()).contains("The member of staff is saved.");
        assertThat(member("leaving@peakday.example").active()).isFalse();
        assertThat(key("Lea's job").ownerId()).isEqualTo(heir);
        assertThat(key("Lea's job").rights()).isEqualTo(key("Lea's job").scopes());
    }

    @Test
    void aBlankChoiceOfAFormIsNoChoice() throws Exception {
        SampleOperator owner = SampleOperator.of(store, Role.OWNER);
        HttpResponse<String> key = owner.post("/console/staff/keys", Map.of("name", "Nightly job", "scope", " "));
        assertThat(key.statusCode()).isEqualTo(400);
        assertThat(key.body()).contains("must name at least one permission");
        HttpResponse<String> member = owner.post(
                "/console/staff",
                Map.of("email", "blank@shop.example", "name", "B", "password", SampleOperator.PASSWORD, "role", " "));
        assertThat(member.statusCode()).isLessThan(500);
    }

    @Test
    void aKeyIsShownOnceAndRevoked() throws Exception {
        SampleOperator owner = SampleOperator.of(store, Role.OWNER);
        String shown = owner.post("/console/staff/keys", Map.of("name", "Warehouse", "scope", "STOCK_READ"))
                .body();
        assertThat(shown).contains("shown only once").containsPattern("pk_[A-Za-z0-9_-]{20,}");
        String list = owner.get("/console/staff").body();
        assertThat(list).contains("Warehouse").doesNotContain("shown only once");
        String id = list.replaceFirst("(?s).*?/console/staff/keys/([0-9a-f-]{36})/revoke.*", "$1");
        assertThat(owner.post("/console/staff/keys/" + id + "/revoke", Map.of()).body())
                .contains("Revoked");
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
