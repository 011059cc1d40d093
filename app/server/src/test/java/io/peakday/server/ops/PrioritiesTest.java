package io.peakday.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.edge.shed.Shedding;
import io.peakday.server.fuzz.Routes;
import io.peakday.server.fuzz.Routes.Route;
import io.peakday.server.whole.SharedNode;
import io.peakday.web.Priority;
import io.peakday.web.RoutePriorities;
import io.peakday.web.RoutePriority;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.web.servlet.DispatcherServlet;

class PrioritiesTest {
    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    @Test
    void everyAreaHasRoutes() {
        List<Route> routes = Routes.of(shop.node().store());
        assertThat(areas()).isNotEmpty().allMatch(one -> routes.stream().anyMatch(route -> one.fits(route.pattern())));
    }

    @Test
    void robotsAreInformedOfWhatTheRoutesSay() throws Exception {
        HttpRequest asked =
                HttpRequest.newBuilder(URI.create(shop.url() + "/robots.txt")).build();
        String text;
        try (HttpClient http = HttpClient.newHttpClient()) {
            text = http.send(asked, BodyHandlers.ofString()).body();
        }
        assertThat(text).isEqualTo("""
                User-agent: *
                Disallow: /api/
                Disallow: /account
                Disallow: /cart
                Disallow: /checkout
                Disallow: /console
                Disallow: /orders
                """);
    }

    @Test
    void buyingIsWorthMostAndLookingLeast() {
        assertThat(of("/api/v1/checkouts")).isEqualTo(Priority.CRITICAL);
        assertThat(of("/checkout/0198/return")).isEqualTo(Priority.CRITICAL);
        assertThat(of("/api/v1/payments/webhooks/sandbox")).isEqualTo(Priority.CRITICAL);
        assertThat(of("/api/v1/admin/sales/0198/stop")).isEqualTo(Priority.CRITICAL);
        assertThat(of("/api/v1/sales/0198/claim")).isEqualTo(Priority.RUSH);
        assertThat(of("/api/v1/waiting/0198/live")).isEqualTo(Priority.RUSH);
        assertThat(of("/sales/0198/claim")).isEqualTo(Priority.RUSH);
        assertThat(of("/console/sales/0198/stop")).isEqualTo(Priority.CRITICAL);
        assertThat(of("/api/v1/carts/0198/lines")).isEqualTo(Priority.INTERACTIVE);
        assertThat(of("/sign-in")).isEqualTo(Priority.INTERACTIVE);
        assertThat(of("/console/orders")).isEqualTo(Priority.INTERACTIVE);
        assertThat(of("/health/ready")).isEqualTo(Priority.EXEMPT);
        assertThat(of("/p/kettle")).isEqualTo(Priority.BROWSING);
        assertThat(of("/api/v1/search")).isEqualTo(Priority.BROWSING);
    }

    private static List<RoutePriority> areas() {
        return Objects.requireNonNull(shop.bean(DispatcherServlet.class).getWebApplicationContext())
                .getBeansOfType(RoutePriorities.class)
                .values()
                .stream()
                .flatMap(each -> each.routes().stream())
                .toList();
    }

    private static Priority of(String path) {
        return shop.bean(Shedding.class).worth("POST", path);
    }
}
