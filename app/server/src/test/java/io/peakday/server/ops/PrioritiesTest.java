package io.peakday.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.server.fuzz.Routes;
import io.peakday.server.fuzz.Routes.Route;
import io.peakday.server.whole.SharedNode;
import io.peakday.web.Priority;
import io.peakday.web.RoutePriorities;
import io.peakday.web.RoutePriority;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.web.servlet.DispatcherServlet;

class PrioritiesTest {
    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    @Test
    void everyDeclarationIsAboutARouteThatIsThere() {
        List<Route> routes = Routes.of(shop.node().store());
        assertThat(declared())
                .allMatch(one -> routes.stream().anyMatch(route -> one.fits(route.pattern()))
                        // Health and metrics are the framework's own, which lists no methods of theirs.
                        || one.priority() == Priority.EXEMPT);
    }

    @Test
    void buyingIsWorthMostAndLookingLeast() {
        assertThat(of("/api/v1/checkouts")).isEqualTo(Priority.CRITICAL);
        assertThat(of("/checkout/0198/return")).isEqualTo(Priority.CRITICAL);
        assertThat(of("/api/v1/payments/webhooks/sandbox")).isEqualTo(Priority.CRITICAL);
        assertThat(of("/api/v1/admin/sales/0198/stop")).isEqualTo(Priority.CRITICAL);
        assertThat(of("/api/v1/sales/0198/claim")).isEqualTo(Priority.CLAIM);
        assertThat(of("/api/v1/waiting/0198/live")).isEqualTo(Priority.CLAIM);
        assertThat(of("/sales/0198/claim")).isEqualTo(Priority.CLAIM);
        assertThat(of("/console/sales/0198/stop")).isEqualTo(Priority.CRITICAL);
        assertThat(of("/api/v1/carts/0198/lines")).isEqualTo(Priority.INTERACTIVE);
        assertThat(of("/sign-in")).isEqualTo(Priority.INTERACTIVE);
        assertThat(of("/console/orders")).isEqualTo(Priority.INTERACTIVE);
        assertThat(of("/health/ready")).isEqualTo(Priority.EXEMPT);
        assertThat(of("/p/kettle")).isEqualTo(Priority.BROWSING);
        assertThat(of("/api/v1/search")).isEqualTo(Priority.BROWSING);
    }

    /** By every module about its own routes. */
    private static List<RoutePriority> declared() {
        return Objects.requireNonNull(shop.bean(DispatcherServlet.class).getWebApplicationContext())
                .getBeansOfType(RoutePriorities.class)
                .values()
                .stream()
                .flatMap(each -> each.routes().stream())
                .toList();
    }

    private static Priority of(String path) {
        return declared().stream()
                .filter(route -> route.fits(path))
                .max(Comparator.comparingInt(route -> route.prefix().length()))
                .map(RoutePriority::priority)
                .orElse(Priority.BROWSING);
    }
}
