package io.peakday.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.AccessPermissions;
import io.peakday.access.ApiKeys;
import io.peakday.access.FactorConfirmation;
import io.peakday.access.StaffMembers;
import io.peakday.access.StaffPasskeys;
import io.peakday.access.StaffSession;
import io.peakday.access.StaffSignIn;
import io.peakday.access.factor.RelyingParty;
import io.peakday.access.factor.SoftAuthenticator;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Role;
import io.peakday.identity.SessionCookies;
import io.peakday.identity.SignIn;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** Signing in at the administration in two steps, over HTTP. */
class SecondFactorHttpTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(IdentityNode.WIRING.schemas());

    private static final String PASSWORD = "correct horse battery";
    private static final RelyingParty SHOP = new RelyingParty("shop.example", "https://shop.example");
    private static final JsonMapper JSON = new JsonMapper();
    private static final SteppedClock CLOCK = Facades.clock();

    private static IdentityNode node;
    private static IdentityNode strict;

    @BeforeAll
    static void start() {
        NodeWiring wiring = IdentityNode.WIRING.clock(CLOCK);
        node = new IdentityNode(wiring.setting("peakday.identity.public-url", "https://shop.example")
                .open(postgres));
        strict = new IdentityNode(wiring.setting("peakday.identity.second-factor", "required")
                .open(postgres.anotherNode(), postgres::owner));
    }

    @AfterAll
    static void stop() {
        node.close();
        strict.close();
    }

    @Test
    void thePasswordIsAnsweredWithACookieThatOpensNothingButTheSecondStep() throws Exception {
        List<String> codes = member("two-steps@example.com", new SoftAuthenticator(true));
        HttpResponse<String> first = signIn(node, "two-steps@example.com");
        assertThat(first.statusCode()).isEqualTo(401);
        assertThat(first.body()).contains("identity.second-factor-needed");
        assertThat(IdentityNode.cookie(first, SessionCookies.STAFF)).isEmpty();
        assertThat(first.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith(SessionCookies.SECOND_STEP)
                        && cookie.contains("HttpOnly")
                        && cookie.contains("Max-Age=300"));
        String step = IdentityNode.cookie(first, SessionCookies.SECOND_STEP);
        String token = step.substring(step.indexOf('=') + 1);
        for (String tried : List.of(step, SessionCookies.STAFF + "=" + token, SessionCookies.CUSTOMER + "=" + token)) {
            assertThat(node.get("/console/orders", "Cookie", tried).statusCode())
                    .isEqualTo(401);
            assertThat(node.get("/api/v1/admin/staff", "Cookie", tried).statusCode())
                    .isEqualTo(401);
            assertThat(node.get("/api/v1/session", "Cookie", tried).body()).contains("guest");
        }
        assertThat(node.get("/api/v1/admin/staff", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(401);
        String path = "/api/v1/admin/session/second-factor";
        String right = "{\"recoveryCode\":\"" + codes.getFirst() + "\"}";
        assertThat(node.post(path, right).body()).contains("identity.no-second-step");
        assertThat(node.post(path, "{}", "Cookie", step).body()).contains("identity.bad-second-factor");
        assertThat(node.post(path, "{\"code\":\"000000\"}", "Cookie", step).body())
                .contains("identity.wrong-second-factor");
        HttpResponse<String> in = node.post(path, right, "Cookie", step);
        assertThat(in.statusCode()).isEqualTo(201);
        String session = IdentityNode.cookie(in, SessionCookies.STAFF);
        assertThat(node.get("/api/v1/session", "Cookie", session).body()).contains("\"staff\"");
        assertThat(node.post(path, right, "Cookie", step).body()).contains("identity.no-second-step");
    }

    @Test
    void aPasskeySignsIn() throws Exception {
        SoftAuthenticator key = new SoftAuthenticator(true);
        member("passkey@example.com", key);
        assertThat(node.post("/api/v1/admin/session/passkey-request", "{}").statusCode())
                .isEqualTo(401);
        String step = IdentityNode.cookie(signIn(node, "passkey@example.com"), SessionCookies.SECOND_STEP);
        HttpResponse<String> asked = node.post("/api/v1/admin/session/passkey-request", "{}", "Cookie", step);
        assertThat(asked.statusCode()).isEqualTo(200);
        byte[] challenge = Base64.getUrlDecoder()
                .decode(JSON.readTree(asked.body()).get("challenge").asString());
        String body = JSON.writeValueAsString(java.util.Map.of("passkey", key.sign(challenge, SHOP)));
        HttpResponse<String> in = node.post("/api/v1/admin/session/second-factor", body, "Cookie", step);
        assertThat(in.statusCode()).as(in.body()).isEqualTo(201);
        assertThat(node.get("/console/orders", "Cookie", IdentityNode.cookie(in, SessionCookies.STAFF))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whereOneIsRequiredASessionWithoutOneOpensNothing() throws Exception {
        node.bean(StaffMembers.class).ensure("limited@example.com", "L", PASSWORD, Set.of(Role.OWNER));
        HttpResponse<String> in = signIn(strict, "limited@example.com");
        assertThat(in.statusCode()).isEqualTo(201);
        String session = IdentityNode.cookie(in, SessionCookies.STAFF);
        assertThat(strict.get("/api/v1/session", "Cookie", session).body())
                .contains("staff-without-second-factor", "\"permissions\":[]");
        HttpResponse<String> page = strict.get("/console/orders", "Cookie", session, "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.headers().firstValue("Location").orElse("")).endsWith("/console/account/security");
        for (String path :
                List.of("/console/orders", "/console/hot", "/api/v1/admin/staff", "/api/v1/admin/api-keys")) {
            assertThat(strict.get(path, "Cookie", session).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(strict.get("/api/v1/admin/staff", "Cookie", session).body())
                .contains("identity.second-factor-setup-required");
        assertThat(strict.post("/api/v1/admin/stock", "{}", "Cookie", session).statusCode())
                .isEqualTo(403);
        assertThat(strict.get("/api/v1/sessions", "Cookie", session).statusCode())
                .isEqualTo(401);
        // Where it is optional, the same session is what it was.
        assertThat(node.get("/console/orders", "Cookie", session).statusCode()).isEqualTo(200);
        assertThat(strict.send("DELETE", "/api/v1/admin/session", null, "Cookie", session)
                        .statusCode())
                .isEqualTo(204);
        assertThat(strict.get("/console/orders", "Cookie", session).statusCode())
                .isEqualTo(401);
    }

    @Test
    void apiKeysAreNotAskedButDoNothingUntilTheirOwnerHasAFactor() throws Exception {
        UUID owner = node.bean(StaffMembers.class).ensure("keys@example.com", "K", PASSWORD, Set.of(Role.OWNER));
        String before = bearer(owner);
        assertThat(node.get("/api/v1/admin/staff", "Authorization", before).statusCode())
                .isEqualTo(200);
        assertThat(strict.get("/api/v1/admin/staff", "Authorization", before).statusCode())
                .isEqualTo(403);
        member("keys@example.com", new SoftAuthenticator(true));
        assertThat(strict.get("/api/v1/admin/staff", "Authorization", bearer(owner))
                        .statusCode())
                .isEqualTo(200);
    }

    /** A new key of theirs. */
    private static String bearer(UUID owner) throws Exception {
        return "Bearer "
                + CurrentActor.callAs(
                                new Actor.Staff(
                                        owner,
                                        "keys@example.com",
                                        "K",
                                        Set.of(Role.OWNER),
                                        Facades.PERMISSIONS.of(Role.OWNER),
                                        UUID.randomUUID()),
                                () -> node.bean(ApiKeys.class)
                                        .create("erp", Set.of(AccessPermissions.STAFF_MANAGE), null))
                        .secret();
    }

    private static HttpResponse<String> signIn(IdentityNode where, String email) throws Exception {
        return where.post("/api/v1/admin/session", "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}");
    }

    /** Somebody with this passkey; their recovery codes. */
    private static List<String> member(String email, SoftAuthenticator key) {
        UUID id = node.bean(StaffMembers.class).ensure(email, "M", PASSWORD, Set.of(Role.OWNER));
        SignIn.SignedIn in =
                (SignIn.SignedIn) node.bean(StaffSignIn.class).signIn(email, PASSWORD, Facades.from("203.0.113.9"));
        StaffSession me = new StaffSession(id, email, "M", in.sessionId());
        assertThat(node.bean(FactorConfirmation.class).confirm(me, PASSWORD, null))
                .isTrue();
        StaffPasskeys passkeys = node.bean(StaffPasskeys.class);
        byte[] challenge = Base64.getUrlDecoder()
                .decode(passkeys.begin(me, SHOP).options().get("challenge").toString());
        return passkeys.add(me, "Key", key.create(challenge, SHOP), SHOP);
    }
}
