package io.peakday.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.engines.StartListener;
import io.peakday.server.NodeLife;
import io.peakday.testkit.TestFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node that limits even its own machine, with policies from a file. */
class LimitsTest {
    @RegisterExtension
    static final SharedNode ordinary = new SharedNode();

    private static final String POLICIES = """
            policies:
              plain-servlet:
                routes: [GET /robots.txt]
                key: [address]
                token-bucket: {capacity: %d, refill: 1, every: 1h}
              dispatcher:
                routes: [GET /api/v1/categories]
                key: [address]
                sliding-window: {limit: 3, window: 1h}
              hot-controller:
                routes: ["POST /api/v1/carts/{id}/lines"]
                key: [caller]
                token-bucket: {capacity: 4, refill: 1, every: 1h}
                cost: 2
              page:
                routes: [GET /p/**]
                key: [address]
                token-bucket: {capacity: 1, refill: 1, every: 1h}
            """;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Path folder;
    private static Path file;
    private static NodeLife node;

    @BeforeAll
    static void start() throws IOException {
        folder = TestStore.folder("limits");
        file = Files.writeString(folder.resolve("limits.yaml"), POLICIES.formatted(3));
        node = NodeLife.start(
                TestStore.beside(ordinary.node().store(), folder.resolve("data"))
                        .with("peakday.server.demo", "false")
                        .with("peakday.limits.exempt", "")
                        .with("peakday.limits.reload-every", "50ms")
                        .with("peakday.limits.file", file.toString()),
                StartListener.silent());
    }

    @AfterAll
    static void stop() {
        try {
            node.close();
        } finally {
            TestFolder.delete(folder);
        }
    }

    @Test
    void aRouteOfTheDispatcherStatesWhatIsLeftAndThenRefusesWithTheTimeToWait() throws Exception {
        for (int left = 2; left >= 0; left--) {
            HttpResponse<String> answer = get("/api/v1/categories");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "RateLimit-Policy")).isEqualTo("\"dispatcher\";q=3;w=3600");
            assertThat(header(answer, "RateLimit")).startsWith("\"dispatcher\";r=" + left + ";t=");
            assertThat(header(answer, "RateLimit-Limit")).isEqualTo("3");
            assertThat(header(answer, "RateLimit-Remaining")).isEqualTo(String.valueOf(left));
            assertThat(Long.parseLong(header(answer, "RateLimit-Reset"))).isBetween(1L, 3900L);
        }
        assertRefused(get("/api/v1/categories"), "dispatcher");
    }

    @Test
    void aControllerThatIsCalledWithoutTheDispatcherIsLimitedTooAndADearRequestCountsMore() throws Exception {
        String lines = "/api/v1/carts/" + UUID.randomUUID() + "/lines";
        assertThat(post(lines).statusCode()).isEqualTo(404);
        HttpResponse<String> last = post(lines);
        assertThat(header(last, "RateLimit")).startsWith("\"hot-controller\";r=0;");
        assertRefused(post(lines), "hot-controller");
    }

    @Test
    void aPlainServletIsLimitedTooAndAFileThatChangesIsReadAndAWrongOneRefused() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(get("/robots.txt").statusCode()).isEqualTo(200);
        }
        assertRefused(get("/robots.txt"), "plain-servlet");
        Staff owner = Staff.owner(node.url());

        Files.writeString(file, POLICIES.formatted(0) + "  # wrong\n");
        await().untilAsserted(() -> assertThat(owner.get("/api/v1/admin/limits")
                        .ok()
                        .get("fileTrouble")
                        .asString(""))
                .contains("policies.plain-servlet.token-bucket.capacity"));
        assertThat(get("/robots.txt").statusCode()).isEqualTo(429);

        Files.writeString(file, POLICIES.formatted(50));
        await().untilAsserted(() -> assertThat(get("/robots.txt").statusCode()).isEqualTo(200));
        JsonNode status = owner.get("/api/v1/admin/limits").ok();
        assertThat(status.get("fileTrouble").isNull()).isTrue();
        assertThat(status.get("policies").findValuesAsString("name")).contains("plain-servlet", "sign-in", "claim");
        assertThat(metrics()).contains("peakday_limits_decisions_total{outcome=\"refused\",policy=\"plain-servlet\"}");
    }

    @Test
    void aPersonIsShownAPage() throws Exception {
        HttpResponse<String> first = get("/p/nothing", "Accept", "text/html");
        assertThat(first.statusCode()).isEqualTo(404);
        HttpResponse<String> refused = get("/p/nothing", "Accept", "text/html");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(header(refused, "Content-Type")).startsWith("text/html");
        assertThat(header(refused, "Retry-After")).isNotEmpty();
    }

    @Test
    void theMachineItselfIsNotLimitedByDefaultUnlessAnUnknownProxyPassesSomethingOn() throws Exception {
        URI home = URI.create(ordinary.url() + "/api/v1/search?q=lamp");
        HttpResponse<String> own = HTTP.send(HttpRequest.newBuilder(home).build(), BodyHandlers.ofString());
        assertThat(own.headers().firstValue("RateLimit")).isEmpty();
        HttpResponse<String> passedOn = HTTP.send(
                HttpRequest.newBuilder(home)
                        .header("X-Forwarded-For", "203.0.113.9")
                        .build(),
                BodyHandlers.ofString());
        assertThat(header(passedOn, "RateLimit")).startsWith("\"search\";r=");
    }

    @Test
    void guestsDoNotSeeTheLimits() {
        assertThat(ordinary.caller().get("/api/v1/admin/limits").status()).isEqualTo(401);
        assertThat(ordinary.owner()
                        .get("/api/v1/admin/limits")
                        .ok()
                        .get("counters")
                        .asString())
                .isEqualTo("own");
    }

    private static void assertRefused(HttpResponse<String> answer, String policy) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
        assertThat(JSON.readTree(answer.body()).get("code").asString()).isEqualTo("limits.exceeded");
        assertThat(JSON.readTree(answer.body()).get("retry").asBoolean()).isTrue();
        assertThat(Long.parseLong(header(answer, "Retry-After"))).isBetween(1L, 7300L);
        assertThat(header(answer, "RateLimit")).startsWith('"' + policy + "\";r=0;t=");
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String metrics() throws IOException, InterruptedException {
        return get("/metrics").body();
    }

    private static HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path) throws IOException, InterruptedException {
        String line = "{\"variantId\":\"%s\",\"quantity\":1}".formatted(UUID.randomUUID());
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(node.url() + path))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(line))
                        .build(),
                BodyHandlers.ofString());
    }
}
