package io.peakday.edge.shed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.web.Crawl;
import io.peakday.web.Priority;
import io.peakday.web.RoutePriority;
import io.peakday.web.RouteRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private final Routes routes = new Routes(
            List.of(
                    new RoutePriority(Priority.INTERACTIVE, "/console"),
                    new RoutePriority(Priority.CRITICAL, "/console/sales"),
                    new RoutePriority(Priority.CRITICAL, "/checkout"),
                    new RoutePriority(Priority.EXEMPT, "/health/"),
                    new RoutePriority(Priority.RUSH, "/api/v1/sales")),
            List.of(
                    RouteRule.of(Priority.CRITICAL, "/console/orders/{number}/ship"),
                    new RouteRule("POST", "/sales/{id}/claim", Priority.RUSH, List.of(), Crawl.BY_PATH),
                    new RouteRule("POST", "/api/v1/sales/{id}/claim", null, List.of(), Crawl.BY_PATH),
                    new RouteRule("GET", "/api/v1/sales/{id}", Priority.BROWSING, List.of(), Crawl.BY_PATH)));

    @Test
    void theLongestDeclarationCountsAndWhatNobodyClassedIsBrowsing() {
        assertThat(routes.of("GET", "/console")).isEqualTo(Priority.INTERACTIVE);
        assertThat(routes.of("GET", "/console/orders")).isEqualTo(Priority.INTERACTIVE);
        assertThat(routes.of("GET", "/console/sales/17/stop")).isEqualTo(Priority.CRITICAL);
        assertThat(routes.of("GET", "/p/kettle")).isEqualTo(Priority.BROWSING);
        assertThat(routes.of("GET", "/health/ready")).isEqualTo(Priority.EXEMPT);
    }

    @Test
    void aPrefixEndsAtASlashOrTheEnd() {
        assertThat(routes.of("GET", "/checkout")).isEqualTo(Priority.CRITICAL);
        assertThat(routes.of("GET", "/checkout/17/done")).isEqualTo(Priority.CRITICAL);
        assertThat(routes.of("GET", "/checkouts")).isEqualTo(Priority.BROWSING);
        assertThat(routes.of("GET", "/health")).isEqualTo(Priority.BROWSING);
    }

    @Test
    void aClaimIsAClaimAsARequestAndAsAPattern() {
        assertThat(routes.rush("POST", "/api/v1/sales/0198/claim")).isTrue();
        assertThat(routes.of("GET", "/api/v1/sales/{id}/claim")).isEqualTo(Priority.RUSH);
        assertThat(routes.rush("POST", "/api/v1/salesmen")).isFalse();
    }

    @Test
    void aCrawlerThatLooksIsWorthLessAndOneThatBuysIsNot() {
        String bot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
        String person = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        assertThat(Routes.of(Priority.BROWSING, "GET", bot)).isEqualTo(Priority.CRAWLER);
        assertThat(Routes.of(Priority.BROWSING, "GET", "SomeSPIDER 1")).isEqualTo(Priority.CRAWLER);
        assertThat(Routes.of(Priority.BROWSING, "GET", person)).isEqualTo(Priority.BROWSING);
        assertThat(Routes.of(Priority.BROWSING, "GET", null)).isEqualTo(Priority.BROWSING);
        assertThat(Routes.of(Priority.CRITICAL, "GET", bot)).isEqualTo(Priority.CRITICAL);
        assertThat(Routes.of(Priority.BROWSING, "POST", bot)).isEqualTo(Priority.BROWSING);
    }

    @Test
    void aDeclarationThatMeansNothingIsRefused() {
        assertThatThrownBy(() -> new RoutePriority(Priority.CRAWLER, "/x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RoutePriority(Priority.CRITICAL, "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatARouteSaysTakesThePlaceOfItsAreaAndWhatItDoesNotSayIsTheAreas() {
        assertThat(routes.of("POST", "/console/orders/7/ship")).isEqualTo(Priority.CRITICAL);
        assertThat(routes.of("POST", "/console/orders/7/pack")).isEqualTo(Priority.INTERACTIVE);
        assertThat(routes.of("POST", "/api/v1/sales/7/claim")).isEqualTo(Priority.RUSH);
        assertThat(routes.of("GET", "/api/v1/sales/7")).isEqualTo(Priority.BROWSING);
        assertThat(routes.rush("GET", "/api/v1/sales/7")).isFalse();
        assertThat(routes.rush("POST", "/sales/7/claim")).isTrue();
        assertThat(routes.rush("OPTIONS", "/sales/7/claim")).isTrue();
        assertThat(routes.rush("POST", "/sales/7/other")).isFalse();
    }
}
