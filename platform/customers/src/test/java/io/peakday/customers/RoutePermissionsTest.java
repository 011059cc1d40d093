package io.peakday.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.access.AccessPermissions;
import io.peakday.access.StaffMembers;
import io.peakday.events.EventsModule;
import io.peakday.idempotency.IdempotencyModule;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.Permission;
import io.peakday.identity.PermissionModule;
import io.peakday.identity.Requires;
import io.peakday.identity.Role;
import io.peakday.identity.SamplePermissions;
import io.peakday.identity.SessionCookies;
import io.peakday.testkit.TestDatabase;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How requests name permissions, and what a start says of a route that requires one which nobody declares. */
class RoutePermissionsTest {
    @RegisterExtension
    static final TestDatabase postgres =
            TestDatabase.with(EventsModule.SCHEMA, IdempotencyModule.SCHEMA, IdentityModule.SCHEMA);

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PASSWORD = "correct horse battery";
    private static IdentityNode node;
    private static String owner;

    @RestController
    static class OnItsMethod {
        @Requires({AccessPermissions.Names.STAFF_MANAGE, "STOCK_RAED"})
        @GetMapping("/api/v1/admin/planted")
        String planted() {
            return "open to nobody";
        }
    }

    @RestController
    @Requires("TELEPORT")
    static class OnItsClass {
        @PostMapping("/console/planted")
        String planted() {
            return "open to nobody";
        }
    }

    @RestController
    static class Chooses {
        @GetMapping("/chosen")
        String chosen(@RequestParam Set<Permission> scope) {
            return scope.toString();
        }
    }

    @Configuration(proxyBeanMethods = false)
    public static class SecondDeclaration implements PermissionModule {
        @Override
        public String name() {
            return "second";
        }

        @Override
        public List<DeclaredPermission> permissions() {
            return List.of(DeclaredPermission.of(SamplePermissions.STOCK_READ, 1));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        node = new IdentityNode(IdentityNode.WIRING.and(Chooses.class).open(postgres));
        node.bean(StaffMembers.class).ensure("owner@example.com", "O", PASSWORD, Set.of(Role.OWNER));
        owner = IdentityNode.cookie(
                node.post(
                        "/api/v1/admin/session", "{\"email\":\"owner@example.com\",\"password\":\"" + PASSWORD + "\"}"),
                SessionCookies.STAFF);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void aRouteThatRequiresWhatNoModuleDeclaresStopsTheStart() {
        assertThatThrownBy(() -> IdentityNode.WIRING.and(OnItsMethod.class).open(postgres))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/api/v1/admin/planted")
                .hasMessageContaining("OnItsMethod#planted")
                .hasMessageContaining("STOCK_RAED, which no module declares");
        assertThatThrownBy(() -> IdentityNode.WIRING.and(OnItsClass.class).open(postgres))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/console/planted")
                .hasMessageContaining("TELEPORT, which no module declares");
    }

    @Test
    void aPermissionOfTwoModulesStopsTheStart() {
        assertThatThrownBy(
                        () -> IdentityNode.WIRING.and(SecondDeclaration.class).open(postgres))
                .rootCause()
                .hasMessageContaining("STOCK_READ is declared twice: by the module sample and by the module second");
    }

    @Test
    void anUnknownScopeIsAWrongFieldThatNamesThoseThereAre() throws Exception {
        for (String wrong : List.of("\"TELEPORT\"", "\"stock_read\"", "\"\"", "7", "{}", "[\"STOCK_READ\"]")) {
            var refused = node.post(
                    "/api/v1/admin/api-keys",
                    "{\"name\":\"erp\",\"scopes\":[\"STOCK_READ\"," + wrong + "]}",
                    "Cookie",
                    owner);
            assertThat(refused.statusCode()).as(wrong + refused.body()).isEqualTo(400);
        }
        var refused =
                node.post("/api/v1/admin/api-keys", "{\"name\":\"e\",\"scopes\":[\"TELEPORT\"]}", "Cookie", owner);
        assertThat(refused.body())
                .contains("wrong-type")
                .contains("scopes[0] must be one of CATALOG_READ, CATALOG_WRITE, STOCK_READ")
                .contains("HEALTH_READ, PRIVACY_MANAGE.");
    }

    @Test
    void permissionsAreWrittenAsTheirNamesInOneOrder() throws Exception {
        JsonNode key = JSON.readTree(node.post(
                                "/api/v1/admin/api-keys",
                                "{\"name\":\"erp\",\"scopes\":[\"STOCK_READ\",\"STOCK_READ\"]}",
                                "Cookie",
                                owner)
                        .body())
                .get("key");
        assertThat(key.get("scopes").toString()).isEqualTo("[\"STOCK_READ\"]");
        assertThat(key.get("rights").toString()).isEqualTo("[\"STOCK_READ\"]");
        assertThat(JSON.readTree(node.get("/api/v1/session", "Cookie", owner).body())
                        .get("permissions")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactlyElementsOf(
                        Facades.PERMISSIONS.all().stream().map(Permission::name).toList());
    }

    @Test
    void aFormNamesPermissionsThatAreDeclared() throws Exception {
        assertThat(node.get("/chosen?scope=STOCK_READ&scope=CATALOG_READ").body())
                .isEqualTo("[STOCK_READ, CATALOG_READ]");
        assertThat(node.get("/chosen?scope=TELEPORT").statusCode()).isEqualTo(400);
        assertThat(node.get("/chosen?scope=stock_read").statusCode()).isEqualTo(400);
    }
}
