package io.peakday.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.identity.RouteGuard;
import io.peakday.server.fuzz.Routes;
import io.peakday.server.fuzz.Routes.Route;
import io.peakday.server.whole.Caller;
import io.peakday.server.whole.SharedNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GuardedRoutesTest {
    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    @Test
    void everyRouteOfTheStaffSaysWhatItRequires() {
        assertThat(staffRoutes())
                .hasSizeGreaterThan(50)
                .allMatch(route -> RouteGuard.isGuarded(route.handler(), route.pattern()));
    }

    @Test
    void aGuestGetsNothingFromARouteOfTheStaff() {
        Caller guest = shop.caller();
        List<String> open = new ArrayList<>();
        for (Route route : staffRoutes()) {
            if (route.pattern().endsWith("/session")
                    || route.pattern().equals("/console/sign-in")
                    || route.pattern().equals("/console/sign-in/step")
                    || route.pattern().equals("/console/forgot")
                    || route.pattern().equals("/console/reset")
                    || route.pattern().endsWith("/sign-out")) {
                continue;
            }
            String path = route.pattern().replaceAll("\\{[^}]*}", "0199b000-0000-7000-8000-000000000000");
            int status = guest.send(
                            route.method(), path, route.method().equals("GET") ? null : "{}", "guarded-" + open.size())
                    .status();
            if (status != 401 && status != 403) {
                open.add(status + " " + route);
            }
        }
        assertThat(open).isEmpty();
    }

    private static List<Route> staffRoutes() {
        return Routes.of(shop.node().store()).stream()
                .filter(route -> route.handler() != null)
                .filter(route -> route.pattern().startsWith("/api/v1/admin")
                        || route.pattern().startsWith("/console"))
                .toList();
    }
}
