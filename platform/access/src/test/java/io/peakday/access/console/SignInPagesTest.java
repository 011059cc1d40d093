package io.peakday.access.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.ApiKeys;
import io.peakday.access.SampleOperator;
import io.peakday.access.StaffMembers;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Permission;
import io.peakday.identity.Permissions;
import io.peakday.identity.Role;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.TestNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in to the console and the own account, with forms alone. */
class SignInPagesTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(SampleOperator.WIRING.schemas());

    private static TestNode store;

    @BeforeAll
    static void open() {
        store = SampleOperator.WIRING.open(postgres);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void aStrangerIsLedToSignInAndBack() throws Exception {
        String email = SampleOperator.member(store.get(StaffMembers.class), Role.OWNER);
        SampleOperator stranger = new SampleOperator(store.url());
        HttpResponse<String> asked = stranger.get("/console/audit?actor=me");
        assertThat(asked.uri().getPath()).isEqualTo("/console/sign-in");
        assertThat(SampleOperator.hidden(asked, "next")).isEqualTo("/console/audit?actor=me");
        assertThat(stranger.post("/console/sign-in", Map.of("email", email, "password", "wrong words here"))
                        .statusCode())
                .isEqualTo(401);
        HttpResponse<String> in = stranger.post(
                "/console/sign-in",
                Map.of("email", email, "password", SampleOperator.PASSWORD, "next", "/console/audit?actor=me"));
        assertThat(in.uri()).hasToString(store.url() + "/console/audit?actor=me");
        stranger.post("/console/sign-out", Map.of());
        assertThat(stranger.get("/console/account").uri().getPath()).isEqualTo("/console/sign-in");
    }

    @Test
    void signingInNeverLeadsAway() throws Exception {
        HttpResponse<String> page = new SampleOperator(store.url()).get("/console/sign-in?next=//evil.example");
        assertThat(SampleOperator.hidden(page, "next")).isEqualTo("/console");
    }

    @Test
    void aMemberChangesTheirPasswordAndAsksForALinkWhenItIsForgotten() throws Exception {
        String email = SampleOperator.member(store.get(StaffMembers.class), Role.SUPPORT);
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
    void aSigningKeyIsReplacedAndNobodyIsSignedOut() throws Exception {
        SampleOperator owner = SampleOperator.of(store, Role.OWNER);
        assertThat(owner.get("/console/signing-keys").body())
                .contains("session", "Sessions of customers and staff", "Replace");
        HttpResponse<String> done = owner.post("/console/signing-keys/rotate", Map.of("name", "session"));
        assertThat(done.body()).contains("A new key signs from now on", "Two count");
        assertThat(owner.get("/console/account").statusCode()).isEqualTo(200);
        assertThat(owner.post("/console/signing-keys/rotate", Map.of("name", "session"))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void aProgramDoesNothingByPages() throws Exception {
        Set<Permission> scopes = store.get(Permissions.class).all();
        String key = CurrentActor.callAs(
                new Actor.SystemActor("test"),
                () -> store.get(ApiKeys.class).create("erp", scopes, null).secret());
        for (String page : List.of("/console/signing-keys/rotate", "/%63onsole/signing-keys/rotate")) {
            HttpResponse<String> refused =
                    store.send("POST", page + "?name=session", null, "Authorization", "Bearer " + key);
            assertThat(refused.statusCode()).as(page).isEqualTo(403);
            assertThat(refused.body()).contains("console.staff-only");
        }
    }
}
