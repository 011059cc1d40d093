package io.peakday.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.idempotency.IdempotencyModule;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import io.peakday.web.Priority;
import io.peakday.web.RoutePriorities;
import io.peakday.web.RoutePriority;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A real server that is too busy. */
class SheddingTest {
    private static final String BOT = "Mozilla/5.0 (compatible; Probebot/1.0)";

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(IdempotencyModule.SCHEMA);

    /** Browsing and claiming that takes as long as the test wants; buying that takes no time. */
    @Configuration(proxyBeanMethods = false)
    @Import(ProbeRoutes.class)
    static class Store {
        @RestController
        static class Routes {
            final Semaphore browsing = new Semaphore(0);
            final Semaphore claiming = new Semaphore(0);
            volatile CountDownLatch open = new CountDownLatch(1);

            @GetMapping("/browse/{what}")
            String browse(@PathVariable String what) throws InterruptedException {
                browsing.release();
                open.await();
                return what;
            }

            @GetMapping("/quick")
            String quick() {
                return "quick";
            }

            @GetMapping("/cart")
            String cart() {
                return "cart";
            }

            @PostMapping("/checkout")
            String checkout() {
                return "bought";
            }

            @GetMapping("/health/ready")
            String ready() {
                return "ready";
            }

            @PostMapping("/sales/{id}/claim")
            String claim(@PathVariable String id) throws InterruptedException {
                claiming.release();
                open.await();
                return id;
            }
        }

        @Bean
        RoutePriorities priorities() {
            return RoutePriorities.of(
                    new RoutePriority(Priority.CRITICAL, "/checkout"),
                    new RoutePriority(Priority.INTERACTIVE, "/cart"),
                    new RoutePriority(Priority.EXEMPT, "/health/"),
                    new RoutePriority(Priority.RUSH, "/sales/"));
        }
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private WebNode node;
    private SimpleMeterRegistry meters;
    private Store.Routes routes;

    @BeforeEach
    void start() {
        // Ten at once: crawlers up to 5, browsing up to 7, interactive up to 9.
        node = WebNode.start(
                postgres.database(),
                new SteppedClock(),
                Store.class,
                "peakday.shedding.initial=10",
                "peakday.shedding.min=10",
                "peakday.shedding.max=10",
                "peakday.shedding.patience.browsing=50ms",
                "peakday.shedding.claims.limit=2",
                "peakday.shedding.claims.waiting=0");
        meters = node.bean(SimpleMeterRegistry.class);
        routes = node.bean(Store.Routes.class);
    }

    @AfterEach
    void stop() {
        routes.open.countDown();
        node.close();
        threads.shutdownNow();
    }

    private HttpResponse<String> checkout() throws Exception {
        return node.send(node.to("/checkout").POST(BodyPublishers.noBody()));
    }

    private Future<HttpResponse<String>> claim() {
        return threads.submit(() -> node.send(node.to("/sales/1/claim").POST(BodyPublishers.noBody())));
    }

    private List<Future<HttpResponse<String>>> browse(int people) throws Exception {
        List<Future<HttpResponse<String>>> asked = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            asked.add(threads.submit(() -> node.get("/browse/lamps")));
        }
        assertThat(routes.browsing.tryAcquire(people, 20, TimeUnit.SECONDS)).isTrue();
        return asked;
    }

    private double gauge(String name, String gate) {
        return meters.get(name).tag("gate", gate).gauge().value();
    }

    @Test
    void crawlersAreRefusedFirstThenBrowsingAndBuyingStillPasses() throws Exception {
        var people = browse(5);
        var crawler = node.get("/quick", "User-Agent", BOT);
        assertThat(crawler.statusCode()).isEqualTo(503);
        assertThat(crawler.headers().firstValue("Retry-After")).hasValue("120");
        assertThat(node.get("/quick").body()).as("a person").isEqualTo("quick");
        assertThat(node.get("/hot/a", "User-Agent", BOT).statusCode()).isEqualTo(503);

        people.addAll(browse(2));
        var refused = node.get("/quick");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(refused.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(refused.body()).contains("\"code\":\"overloaded\"", "\"status\":503", "\"retry\":true");
        assertThat(node.get("/hot/a").statusCode())
                .as("a servlet beside the dispatcher")
                .isEqualTo(503);
        assertThat(node.get("/cart").body()).isEqualTo("cart");
        assertThat(checkout().body()).isEqualTo("bought");
        assertThat(node.get("/health/ready").body()).isEqualTo("ready");

        routes.open.countDown();
        for (var one : people) {
            assertThat(one.get().statusCode()).isEqualTo(200);
        }
        assertThat(node.get("/quick", "User-Agent", BOT).statusCode())
                .as("afterwards")
                .isEqualTo(200);
        assertThat(meters.get("peakday.shedding.shed")
                        .tag("priority", "crawler")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(meters.get("peakday.shedding.shed")
                        .tag("priority", "browsing")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(meters.get("peakday.shedding.shed")
                        .tag("priority", "critical")
                        .counter()
                        .count())
                .isZero();
    }

    @Test
    void aPersonIsShownAPageThatTriesAgain() throws Exception {
        browse(7);
        var refused = node.get("/quick", "Accept", "text/html,*/*");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(refused.body()).contains("Very many people are here", "http-equiv=\"refresh\"");
        assertThat(refused.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void aRushForOneItemTakesNoRoomFromTheStore() throws Exception {
        var first = claim();
        var second = claim();
        assertThat(routes.claiming.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
        var third = claim().get();
        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.body()).contains("overloaded");
        assertThat(gauge("peakday.shedding.in.flight", "claims")).isEqualTo(2);
        assertThat(gauge("peakday.shedding.in.flight", "store")).isZero();
        assertThat(node.get("/quick").statusCode()).isEqualTo(200);
        routes.open.countDown();
        assertThat(first.get().statusCode()).isEqualTo(200);
        assertThat(second.get().statusCode()).isEqualTo(200);
    }

    @Test
    void aFullStoreLeavesClaimsTheirRoom() throws Exception {
        browse(7);
        var claim = claim();
        assertThat(routes.claiming.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        routes.open.countDown();
        assertThat(claim.get().statusCode()).isEqualTo(200);
    }

    @Test
    void liveStreamsHoldNoRoomOnceTheyAreOpen() throws Exception {
        List<HttpResponse<InputStream>> open = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 12; i++) {
                open.add(client.send(node.to("/live/a").build(), BodyHandlers.ofInputStream()));
                assertThat(open.getLast().statusCode()).isEqualTo(200);
            }
            await().until(() -> gauge("peakday.shedding.in.flight", "store") == 0);
            assertThat(node.get("/quick").statusCode()).isEqualTo(200);
            for (HttpResponse<InputStream> stream : open) {
                stream.body().close();
            }
        }
    }
}
