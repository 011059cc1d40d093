package io.peakday.customers;

import static io.peakday.customers.IdentityNode.cookie;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.access.StaffMembers;
import io.peakday.audit.Audit;
import io.peakday.audit.Audit.Verdict.Intact;
import io.peakday.audit.AuditEntry;
import io.peakday.identity.Permissions;
import io.peakday.identity.Role;
import io.peakday.identity.RouteGuard;
import io.peakday.identity.SampleIdentity;
import io.peakday.identity.SessionCookies;
import io.peakday.identity.SignIn.SignedIn;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IdentityHttpTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(IdentityNode.WIRING.schemas());

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PASSWORD = "correct horse battery";
    private static IdentityNode node;
    private static IdentityNode other;

    @BeforeAll
    static void start() {
        NodeWiring wiring = IdentityNode.WIRING.clock(new SteppedClock());
        node = new IdentityNode(wiring.open(postgres));
        other = new IdentityNode(wiring.open(postgres.anotherNode(), postgres::owner));
        StaffMembers staff = node.bean(StaffMembers.class);
        for (Role role : node.bean(Permissions.class).roles()) {
            staff.ensure(role.name().toLowerCase() + "@example.com", role.name(), PASSWORD, Set.of(role));
        }
    }

    @AfterAll
    static void stop() {
        node.close();
        other.close();
    }

    @Test
    void aVisitorRegistersAndIsSignedInOnEveryNode() throws Exception {
        var reply = register(email());
        assertThat(reply.statusCode()).isEqualTo(201);
        String set = String.join("\n", reply.headers().allValues("Set-Cookie"));
        assertThat(set)
                .contains("peakday_session=", "HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure");
        String session = cookie(reply, SessionCookies.CUSTOMER);
        for (IdentityNode any : List.of(node, other)) {
            var me = any.get("/api/v1/me", "Cookie", session);
            assertThat(me.statusCode()).isEqualTo(200);
            assertThat(me.headers().firstValue("ETag")).isPresent();
            assertThat(me.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
        assertThat(node.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(node.get("/api/v1/me", "Cookie", "peakday_session=rubbish").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aCookieEndsWithItsSession() throws Exception {
        String customer = String.join("\n", register(email()).headers().allValues("Set-Cookie"));
        assertThat(customer).containsPattern("peakday_session=[^;]*; Path=/; Max-Age=7776000;");
        String staff = String.join(
                "\n",
                node.post("/api/v1/admin/session", credentials("owner@example.com", PASSWORD))
                        .headers()
                        .allValues("Set-Cookie"));
        assertThat(staff).containsPattern("peakday_staff=[^;]*; Path=/; Max-Age=43200;");
    }

    @Test
    void anAddressIsProvenSignedInOrWithANewPassword() throws Exception {
        assertThat(node.post("/api/v1/customers/verification", "{\"token\":\"x\"}")
                        .statusCode())
                .isEqualTo(400);
        Customers customers = node.bean(Customers.class);
        String email = email();
        String session = cookie(register(email), SessionCookies.CUSTOMER);
        for (int i = 0; i < 10; i++) {
            assertThat(node.post(
                                    "/api/v1/me/email",
                                    "{\"password\":\"guess\",\"email\":\"x@example.com\"}",
                                    "Cookie",
                                    session)
                            .statusCode())
                    .isEqualTo(403);
        }
        for (String path : List.of("email", "deletion", "password")) {
            HttpResponse<String> refused = node.post(
                    "/api/v1/me/" + path,
                    "{\"password\":\"" + PASSWORD + "\",\"current\":\"" + PASSWORD + "\",\"email\":\"x@example.com\"}",
                    "Cookie",
                    session);
            assertThat(refused.statusCode()).as(path).isEqualTo(429);
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0))
                    .as(path)
                    .isGreaterThan(60);
        }
        assertThat(customers.list(email, null, 1).items()).hasSize(1);
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        String email = email();
        register(email);
        var signedIn = node.post("/api/v1/session", credentials(email, PASSWORD));
        assertThat(signedIn.statusCode()).isEqualTo(201);
        String session = cookie(signedIn, SessionCookies.CUSTOMER);
        assertThat(node.get("/page", "Cookie", session).body()).startsWith("customer:");
        var out = node.send("DELETE", "/api/v1/session", null, "Cookie", session);
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(String.join("", out.headers().allValues("Set-Cookie"))).contains("Max-Age=0");
        assertThat(node.get("/page", "Cookie", session).body()).isEqualTo("guest");
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressLookTheSame() throws Exception {
        String email = email();
        register(email);
        JsonNode wrong = JSON.readTree(
                node.post("/api/v1/session", credentials(email, "wrong guess")).body());
        JsonNode unknown = JSON.readTree(node.post("/api/v1/session", credentials(email(), "wrong guess"))
                .body());
        assertThat(wrong.get("code")).isEqualTo(unknown.get("code"));
        assertThat(wrong.get("detail")).isEqualTo(unknown.get("detail"));
        assertThat(node.post("/api/v1/customers/password-reset-request", "{\"email\":\"" + email + "\"}")
                        .statusCode())
                .isEqualTo(node.post("/api/v1/customers/password-reset-request", "{\"email\":\"" + email() + "\"}")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void anotherSiteCannotActWithTheCustomersCookies() throws Exception {
        String session = cookie(register(email()), SessionCookies.CUSTOMER);
        var forged = node.send("DELETE", "/api/v1/sessions", null, "Cookie", session, "Sec-Fetch-Site", "cross-site");
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("web.cross-site");
        assertThat(node.get("/page", "Cookie", session).body()).startsWith("customer:");
    }

    @Test
    void sessionsCanBeListedAndEnded() throws Exception {
        String email = email();
        String one = cookie(register(email), SessionCookies.CUSTOMER);
        String two = cookie(
                node.post(
                        "/api/v1/session",
                        credentials(email, PASSWORD),
                        "User-Agent",
                        "Mozilla/5.0 (Macintosh; Intel Mac OS X) Firefox/140"),
                SessionCookies.CUSTOMER);
        JsonNode list =
                JSON.readTree(node.get("/api/v1/sessions", "Cookie", one).body());
        assertThat(list.size()).isEqualTo(2);
        JsonNode mac = list.valueStream()
                .filter(s -> s.get("device").asString().equals("Firefox on macOS"))
                .findFirst()
                .orElseThrow();
        assertThat(mac.get("current").asBoolean()).isFalse();
        String path = "/api/v1/sessions/" + mac.get("id").asString();
        String stranger = cookie(register(email()), SessionCookies.CUSTOMER);
        assertThat(node.send("DELETE", path, null, "Cookie", stranger).statusCode())
                .isEqualTo(404);
        assertThat(node.send("DELETE", path, null, "Cookie", one).statusCode()).isEqualTo(204);
        assertThat(node.get("/page", "Cookie", two).body()).isEqualTo("guest");
        assertThat(node.get("/page", "Cookie", one).body()).startsWith("customer:");
    }

    @Test
    void anAccountIsEditedWithItsVersionExportedAndErased() throws Exception {
        String session = cookie(register(email()), SessionCookies.CUSTOMER);
        assertThat(node.send("PATCH", "/api/v1/me", "{\"name\":\"New\"}", "Cookie", session)
                        .statusCode())
                .isEqualTo(428);
        assertThat(node.send("PATCH", "/api/v1/me", "{\"name\":\"New\"}", "Cookie", session, "If-Match", "\"v1\"")
                        .body())
                .contains("\"New\"");
        assertThat(node.send("PATCH", "/api/v1/me", "{\"name\":\"Old\"}", "Cookie", session, "If-Match", "\"v1\"")
                        .statusCode())
                .isEqualTo(409);
        var address = node.send(
                "PUT",
                "/api/v1/me/addresses/" + UUID.randomUUID(),
                "{\"recipient\":\"A\",\"line1\":\"1\",\"postcode\":\"1\",\"city\":\"B\",\"country\":\"DE\"}",
                "Cookie",
                session);
        assertThat(address.statusCode()).isEqualTo(200);
        JsonNode export =
                JSON.readTree(node.get("/api/v1/me/export", "Cookie", session).body());
        assertThat(export.propertyNames()).contains("account", "addresses", "sessions", "orders");
        assertThat(node.post("/api/v1/me/deletion", "{\"password\":\"no\"}", "Cookie", session)
                        .statusCode())
                .isEqualTo(403);
        var deleted = node.post("/api/v1/me/deletion", "{\"password\":\"" + PASSWORD + "\"}", "Cookie", session);
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(deleted.body()).propertyNames()).contains("erasedAt", "retained");
        assertThat(node.get("/api/v1/me", "Cookie", session).statusCode()).isEqualTo(401);
    }

    @Test
    void anErasureThatIsRefusedNamesTheReasonsItTakes() throws Exception {
        String path = "/api/v1/admin/customers/" + UUID.randomUUID() + "/erasure";
        for (String body : List.of("{}", "{\"reason\":\"WHIM\"}")) {
            var refused = node.post(path, body, "Cookie", staff(Role.OWNER));
            assertThat(refused.statusCode()).as(body).isEqualTo(400);
            assertThat(refused.body()).as(body).contains("one of REQUEST, ORDER, DUPLICATE, MISTAKE");
        }
    }

    @Test
    void anErasureAndAnExportAreAuditedIfTheyWereDone() throws Exception {
        Audit audit = node.bean(Audit.class);
        String owner = staff(Role.OWNER);
        String reason = "{\"reason\":\"ORDER\"}";
        UUID nobody = UUID.randomUUID();
        for (String what : List.of("erasure", "export")) {
            assertThat(node.post("/api/v1/admin/customers/" + nobody + "/" + what, reason, "Cookie", owner)
                            .statusCode())
                    .as(what)
                    .isEqualTo(404);
        }
        assertThat(audit.page(null, "customer:" + nobody, null, 9).items()).isEmpty();

        UUID somebody = ((Registration.Registered)
                        node.bean(Customers.class).register(email(), "A", PASSWORD, null, Facades.HOME))
                .session()
                .id();
        for (String what : List.of("export", "erasure", "erasure")) {
            node.post("/api/v1/admin/customers/" + somebody + "/" + what, reason, "Cookie", owner);
        }
        assertThat(audit.page(null, "customer:" + somebody, null, 9).items())
                .extracting(AuditEntry::action)
                .containsExactly("privacy.erased", "privacy.exported");
    }

    @Test
    void theAdministrationNeedsThePermission() throws Exception {
        String customer = cookie(register(email()), SessionCookies.CUSTOMER);
        for (String path : List.of("customers", "staff", "api-keys", "audit", "forgotten")) {
            assertThat(node.get("/api/v1/admin/" + path).statusCode()).as(path).isIn(401, 403);
            assertThat(node.get("/api/v1/admin/" + path, "Cookie", customer).statusCode())
                    .as(path)
                    .isIn(401, 403);
        }
        assertThat(node.get("/api/v1/admin/customers", "Cookie", staff(Role.SUPPORT))
                        .statusCode())
                .isEqualTo(200);
        assertThat(node.get("/api/v1/admin/customers", "Cookie", staff(new Role("CATALOG")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(node.get("/api/v1/admin/staff", "Cookie", staff(Role.SUPPORT))
                        .statusCode())
                .isEqualTo(403);
        assertThat(node.get("/api/v1/admin/staff", "Cookie", staff(Role.OWNER)).statusCode())
                .isEqualTo(200);
        assertThat(node.get("/api/v1/admin/audit/verification", "Cookie", staff(Role.AUDITOR))
                        .body())
                .contains("true");
    }

    @Test
    void aRouteWhoseDeveloperForgotIsClosedToEverybody() throws Exception {
        for (String path :
                List.of("/api/v1/admin/forgotten", "/api/v1/%61dmin/forgotten", "/api/v1/admin/forgotten;x=1")) {
            var owner = node.get(path, "Cookie", staff(Role.OWNER));
            assertThat(owner.statusCode()).as(path).isIn(400, 403, 404);
            assertThat(owner.body()).doesNotContain("open to all?");
        }
        assertThat(node.get("/api/v1/admin/forgotten", "Cookie", staff(Role.OWNER))
                        .body())
                .contains("identity.route-unguarded");
    }

    @Test
    void theGuardNamesWhichRoutesAreUnguarded() {
        var mapping = node.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        List<String> unguarded = mapping.getHandlerMethods().entrySet().stream()
                .flatMap(route -> route.getKey().getPatternValues().stream()
                        .filter(pattern -> !RouteGuard.isGuarded(route.getValue(), pattern)))
                .toList();
        assertThat(unguarded).containsExactly("/api/v1/admin/forgotten");
        assertThat(mapping.getHandlerMethods().values())
                .hasSizeGreaterThan(20)
                .allMatch(HandlerMethod.class::isInstance);
    }

    @Test
    void aBrowserThatIsNotSignedInIsSentToTheConsolesSignInPage() throws Exception {
        var sent = node.get("/console/orders?page=2", "Accept", "text/html");
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(sent.headers().firstValue("Location").orElse(""))
                .endsWith("/console/sign-in?next=%2Fconsole%2Forders%3Fpage%3D2");
        assertThat(node.get("/console/sign-in", "Accept", "text/html").body()).isEqualTo("sign in");
        assertThat(node.get("/console/orders").statusCode()).isEqualTo(401);
        assertThat(node.get("/console/hot").statusCode()).isEqualTo(401);
        assertThat(node.get("/console/nothing").statusCode()).isIn(401, 404);
        assertThat(node.get("/console/hot", "Cookie", staff(Role.SUPPORT)).body())
                .startsWith("numbers for staff:");
    }

    @Test
    void staffAreNotStaffWhileTheyShop() throws Exception {
        String staff = staff(Role.OWNER);
        assertThat(node.get("/page", "Cookie", staff).body()).isEqualTo("guest");
        assertThat(node.get("/api/v1/session", "Cookie", staff).body()).contains("\"staff\"");
        String customer = cookie(register(email()), SessionCookies.CUSTOMER);
        assertThat(node.get("/page", "Cookie", staff + "; " + customer).body()).startsWith("customer:");
        assertThat(node.get("/console/orders", "Cookie", staff + "; " + customer)
                        .body())
                .startsWith("staff:");
    }

    @Test
    void apiKeysActWithTheirScopesAndAreShownOnce() throws Exception {
        String owner = staff(Role.OWNER);
        String key = UUID.randomUUID().toString();
        String body = "{\"name\":\"erp\",\"scopes\":[\"STOCK_WRITE\"]}";
        var created = node.post("/api/v1/admin/api-keys", body, "Cookie", owner, "Idempotency-Key", key);
        assertThat(created.statusCode()).isEqualTo(201);
        var repeated = other.post("/api/v1/admin/api-keys", body, "Cookie", owner, "Idempotency-Key", key);
        assertThat(repeated.body()).isEqualTo(created.body());
        String secret = JSON.readTree(created.body()).get("secret").asString();
        String id = JSON.readTree(created.body()).get("key").get("id").asString();
        assertThat(node.get("/api/v1/admin/api-keys", "Cookie", owner).body())
                .contains(id)
                .doesNotContain(secret);
        String bearer = "Bearer " + secret;
        assertThat(node.post("/api/v1/admin/stock", "{}", "Authorization", bearer)
                        .body())
                .contains("api-key:" + id);
        assertThat(node.get("/api/v1/admin/customers", "Authorization", bearer).statusCode())
                .isEqualTo(403);
        assertThat(node.get("/page", "Authorization", "Bearer pk_" + "x".repeat(43))
                        .statusCode())
                .isEqualTo(401);
        assertThat(node.send("DELETE", "/api/v1/admin/api-keys/" + id, null, "Cookie", owner)
                        .statusCode())
                .isEqualTo(204);
        assertThat(node.post("/api/v1/admin/stock", "{}", "Authorization", bearer)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void everyWriteOfStaffIsAuditedAlsoWhenItsHandlerThrows() throws Exception {
        String owner = staff(Role.OWNER);
        assertThat(node.post("/api/v1/admin/explodes", "{}", "Cookie", owner).statusCode())
                .isEqualTo(500);
        assertThat(node.post("/api/v1/admin/stock", "{}", "Cookie", staff(new Role("CATALOG")))
                        .statusCode())
                .isEqualTo(403);
        Audit audit = node.bean(Audit.class);
        // The outcome is written when the answer is out.
        await().untilAsserted(() -> assertThat(
                        audit.page(null, "/api/v1/admin/explodes", null, 9).items())
                .extracting(AuditEntry::action)
                .containsExactly("http.outcome", "http.intent"));
        var explosion = audit.page(null, "/api/v1/admin/explodes", null, 9).items();
        assertThat(explosion.getFirst().detail()).contains("500");
        assertThat(explosion).allMatch(entry -> entry.actor().startsWith("staff:"));
        await().untilAsserted(() -> assertThat(
                        audit.page(null, "/api/v1/admin/stock", null, 9).items())
                .anyMatch(entry -> entry.detail().contains("403")));
        assertThat(audit.verify()).isInstanceOf(Intact.class);
        assertThat(audit.page(null, "/api/v1/things", null, 9).items()).isEmpty();
    }

    @Test
    void oneCallersKeyNeverMeetsAnothers() throws Exception {
        String key = UUID.randomUUID().toString();
        String one = cookie(register(email()), SessionCookies.CUSTOMER);
        String two = cookie(register(email()), SessionCookies.CUSTOMER);
        String first = node.post("/api/v1/things", "{}", "Cookie", one, "Idempotency-Key", key)
                .body();
        String second = node.post("/api/v1/things", "{}", "Cookie", two, "Idempotency-Key", key)
                .body();
        assertThat(first).isNotEqualTo(second);
        assertThat(other.post("/api/v1/things", "{}", "Cookie", one, "Idempotency-Key", key)
                        .body())
                .isEqualTo(first);
    }

    @Test
    void aHotPageDoesNotCostAQueryPerRequest() throws Exception {
        SignedIn session = ((Registration.Registered)
                        node.bean(Customers.class).register(email(), "A", PASSWORD, null, Facades.HOME))
                .session();
        String cookie = "peakday_session=" + session.token();
        assertThat(node.get("/page", "Cookie", cookie).body()).startsWith("customer:");
        // Behind the program's back: a page that asked the database again would know.
        SampleIdentity.remove(postgres.database(), session.sessionId());
        assertThat(node.get("/page", "Cookie", cookie).body()).startsWith("customer:");
    }

    private static String staff(Role role) throws Exception {
        var reply =
                node.post("/api/v1/admin/session", credentials(role.name().toLowerCase() + "@example.com", PASSWORD));
        assertThat(reply.statusCode()).isEqualTo(201);
        return cookie(reply, SessionCookies.STAFF);
    }

    private static HttpResponse<String> register(String email) throws Exception {
        return node.post(
                "/api/v1/customers",
                "{\"email\":\"" + email + "\",\"name\":\"Ann\",\"password\":\"" + PASSWORD + "\"}");
    }

    private static String credentials(String email, String password) {
        return "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
    }

    private static String email() {
        return "http" + NUMBER.incrementAndGet() + "@example.com";
    }
}
