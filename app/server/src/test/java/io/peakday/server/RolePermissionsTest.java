package io.peakday.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.engines.ProgramModules;
import io.peakday.identity.Permission;
import io.peakday.identity.Permissions;
import io.peakday.identity.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the roles of the whole program hold: people were given them, so nobody holds more or less by a change of a module. */
class RolePermissionsTest {
    private static final List<String> ALL = List.of(
            "CATALOG_READ",
            "CATALOG_WRITE",
            "STOCK_READ",
            "STOCK_WRITE",
            "ORDERS_READ",
            "ORDERS_WRITE",
            "PAYMENTS_REFUND",
            "CUSTOMERS_READ",
            "CUSTOMERS_WRITE",
            "REVIEWS_MODERATE",
            "MAILBOX_READ",
            "MAILBOX_REVEAL",
            "EVENTS_READ",
            "EVENTS_REPLAY",
            "AUDIT_READ",
            "STAFF_MANAGE",
            "HEALTH_READ",
            "PRIVACY_MANAGE");

    private static final Map<Role, List<String>> HELD = Map.of(
            Role.OWNER,
            ALL,
            Role.CATALOG,
            List.of("CATALOG_READ", "CATALOG_WRITE", "STOCK_READ", "REVIEWS_MODERATE", "HEALTH_READ"),
            Role.FULFILMENT,
            List.of("CATALOG_READ", "STOCK_READ", "STOCK_WRITE", "ORDERS_READ", "ORDERS_WRITE", "HEALTH_READ"),
            Role.SUPPORT,
            List.of(
                    "CATALOG_READ",
                    "STOCK_READ",
                    "ORDERS_READ",
                    "ORDERS_WRITE",
                    "PAYMENTS_REFUND",
                    "CUSTOMERS_READ",
                    "CUSTOMERS_WRITE",
                    "REVIEWS_MODERATE",
                    "MAILBOX_READ"),
            Role.AUDITOR,
            List.of(
                    "CATALOG_READ",
                    "STOCK_READ",
                    "ORDERS_READ",
                    "CUSTOMERS_READ",
                    "EVENTS_READ",
                    "AUDIT_READ",
                    "HEALTH_READ"));

    private final Permissions permissions = Permissions.of(ProgramModules.of(ModuleRegistry.all()));

    @Test
    void everyRoleHoldsWhatItHas() {
        assertThat(HELD).containsOnlyKeys(Role.values());
        HELD.forEach((role, names) -> assertThat(permissions.of(role))
                .as(role.name())
                .extracting(Permission::name)
                .containsExactlyElementsOf(names));
    }
}
