package io.peakday.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.idempotency.IdempotencyModule;
import io.peakday.live.LiveStreams;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EdgeTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(IdempotencyModule.SCHEMA);

    private static WebNode node;

    @BeforeAll
    static void start() {
        node = WebNode.start(postgres.database(), new SteppedClock(), ProbeRoutes.class);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() throws Exception {
        for (String path : List.of("/hot/a", "/api/v1/number?value=1", "/nothing", "/api/v1/number")) {
            var headers = node.get(path).headers();
            if (path.startsWith("/api/")) {
                assertThat(headers.firstValue("Content-Security-Policy"))
                        .hasValue("default-src 'none'; frame-ancestors 'none'");
            } else {
                assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                        .contains("default-src 'none'", "script-src 'self'")
                        .doesNotContain("unsafe");
                assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
            }
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
            assertThat(headers.firstValue("Server")).isEmpty();
        }
        assertThat(node.get("/library/x").headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'self'");
    }

    @Test
    void theRuleOfOnePathCannotBeHadForAnotherBySpelling() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", node.port())) {
            socket.getOutputStream()
                    .write("GET /library/../gone HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(reply).startsWith("HTTP/1.1 404").contains("default-src 'none'");
        }
    }

    @Test
    void unsafeRequestsOfOtherSitesAreRefused() throws Exception {
        assertThat(form("Sec-Fetch-Site", "cross-site")).isEqualTo(403);
        assertThat(form("Sec-Fetch-Site", "same-site")).isEqualTo(403);
        assertThat(form("Origin", "https://evil.example")).isEqualTo(403);
        assertThat(form("Origin", "null")).isEqualTo(403);
        assertThat(form("Origin", "http://" + node.host(), "Sec-Fetch-Site", "cross-site"))
                .isEqualTo(403);
        assertThat(form("Origin", "http://127.0.0.1.evil.example")).isEqualTo(403);
        assertThat(form("Origin", "not an origin")).isEqualTo(403);
        for (String other : List.of(
                "http://127.0.0.1",
                "http://127.0.0.1:" + (node.port() + 1),
                "https://" + node.host(),
                "http://x@" + node.host(),
                "http://localhost:" + node.port())) {
            assertThat(form("Origin", other)).as(other).isEqualTo(403);
        }
        var api = node.post("/api/v1/anything", "cross-site-1", "{}", "Sec-Fetch-Site", "cross-site");
        assertThat(api.body()).contains("web.cross-site");
    }

    @Test
    void unsafeRequestsOfOurOwnPagesAndOfProgramsPass() throws Exception {
        assertThat(form("Sec-Fetch-Site", "same-origin")).isEqualTo(200);
        assertThat(form("Sec-Fetch-Site", "none")).isEqualTo(200);
        assertThat(form("Origin", "http://" + node.host())).isEqualTo(200);
        assertThat(form("X-Nothing", "x")).isEqualTo(200);
        assertThat(node.get("/gone", "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(404);
    }

    @Test
    void otherOriginsAreClosedOutUnlessNamed() throws Exception {
        var closed = node.get("/api/v1/number?value=1", "Origin", "https://admin.example");
        assertThat(closed.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        try (WebNode open = WebNode.start(
                postgres.database(),
                new SteppedClock(),
                ProbeRoutes.class,
                "peakday.web.cors-origins=https://admin.example")) {
            var allowed = open.post(
                    "/api/v1/anything",
                    "cors-key-1",
                    "{}",
                    "Origin",
                    "https://admin.example",
                    "Sec-Fetch-Site",
                    "cross-site");
            assertThat(allowed.statusCode()).isEqualTo(200);
            assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue("https://admin.example");
            assertThat(open.get("/api/v1/ready", "Origin", "https://admin.example")
                            .headers()
                            .allValues("Vary"))
                    .contains("Origin", "Accept-Encoding");
            var other = open.get("/api/v1/number?value=1", "Origin", "https://evil.example");
            assertThat(other.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void prebuiltAnswersKnowTagsHeadAndGzip() throws Exception {
        var whole = node.get("/hot/a");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(whole.headers().firstValue("Vary")).hasValue("Accept-Encoding");
        String tag = whole.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).startsWith("W/\"");
        assertThat(node.get("/hot/a", "If-None-Match", tag.substring(2)).statusCode())
                .isEqualTo(304);
        var unchanged = node.get("/hot/a", "If-None-Match", tag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(unchanged.headers().firstValue("ETag")).hasValue(tag);
        assertThat(node.get("/hot/b", "If-None-Match", tag).statusCode()).isEqualTo(200);
        var head = node.send(node.to("/hot/a").HEAD());
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("Content-Length"))
                .hasValue(whole.body().getBytes(StandardCharsets.UTF_8).length);
        var zipped = HttpClient.newHttpClient()
                .send(node.to("/hot/a").header("Accept-Encoding", "br, gzip").build(), BodyHandlers.ofByteArray());
        assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(whole.body());
        }
        for (String taken : List.of("gzip;q=0.8", "br;q=1.0, gzip;q=0.8, *;q=0.1", "GZIP ; q=0.001", "br;q=0, gzip")) {
            assertThat(coding(taken)).as(taken).isEqualTo("gzip");
        }
        for (String refused : List.of("gzip;q=0", "gzip; q=0.000", "br;q=1, gzip ;q=0.", "br;q=1", "identity", "")) {
            assertThat(coding(refused)).as(refused).isEmpty();
        }
    }

    private static String coding(String accepted) throws Exception {
        return node.get("/hot/a", "Accept-Encoding", accepted)
                .headers()
                .firstValue("Content-Encoding")
                .orElse("");
    }

    @Test
    void aHotServletFailsInTheSameShape() throws Exception {
        assertThat(node.get("/hot/missing").statusCode()).isEqualTo(404);
        var down = node.get("/hot/down");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.body()).contains("probe.down");
        assertThat(down.headers().firstValue("Retry-After")).isPresent();
        assertThat(node.send(node.to("/hot/a").POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(405);
    }

    @Test
    void everyRouteIsTimedUnderItsPattern() throws Exception {
        node.get("/hot/timed");
        node.get("/api/v1/number?value=7");
        node.get("/random/" + System.nanoTime());
        SimpleMeterRegistry meters = node.bean(SimpleMeterRegistry.class);
        assertThat(meters.get("peakday.http")
                        .tag("route", "/hot/*")
                        .tag("status", "200")
                        .timer()
                        .count())
                .isPositive();
        assertThat(meters.get("peakday.http")
                        .tag("route", "/api/v1/number")
                        .timer()
                        .count())
                .isPositive();
        assertThat(meters.find("peakday.http").timers())
                .noneMatch(
                        timer -> String.valueOf(timer.getId().getTag("route")).startsWith("/random"));
    }

    @Test
    void forwardedHeadersAreBelievedOnlyFromTrustedProxies() throws Exception {
        assertThat(form("X-Forwarded-Host", "shop.example", "Origin", "https://shop.example"))
                .isEqualTo(403);
        try (WebNode behind = WebNode.start(
                postgres.database(),
                new SteppedClock(),
                ProbeRoutes.class,
                "peakday.web.trusted-proxies=127\\.0\\.0\\.\\d+")) {
            var reply = behind.send(behind.to("/form")
                    .headers("X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "https")
                    .headers("X-Forwarded-Host", "shop.example", "Origin", "https://shop.example")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("name=x")));
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    @Test
    void liveStreamsReachTheirChannelAndEndWithTheNode() throws Exception {
        try (WebNode live = WebNode.start(postgres.database(), new SteppedClock(), ProbeRoutes.class)) {
            LiveStreams streams = live.bean(LiveStreams.class);
            InputStream events = HttpClient.newHttpClient()
                    .send(live.to("/live/cart-1").build(), BodyHandlers.ofInputStream())
                    .body();
            assertThat(line(events, "data:")).isEqualTo("data:{\"state\":1}");
            streams.publish("cart-2", "changed", java.util.Map.of("n", 1));
            streams.publish("cart-1", "changed", java.util.Map.of("n", 2));
            assertThat(line(events, "event:")).isEqualTo("event:changed");
            assertThat(line(events, "data:")).isEqualTo("data:{\"n\":2}");
            assertThat(streams.open()).isEqualTo(1);
            long start = System.nanoTime();
            live.close();
            assertThat(events.readAllBytes()).isNotNull();
            assertThat(System.nanoTime() - start).isLessThan(15_000_000_000L);
            assertThat(streams.open()).isZero();
        }
    }

    private static String line(InputStream in, String prefix) throws Exception {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c != '\n') {
                line.append((char) c);
            } else if (line.toString().startsWith(prefix)) {
                return line.toString();
            } else {
                line.setLength(0);
            }
        }
        throw new AssertionError("the stream ended before a line with " + prefix);
    }

    private static int form(String... headers) throws Exception {
        return node.send(node.to("/form")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .headers(headers)
                        .POST(BodyPublishers.ofString("name=x")))
                .statusCode();
    }
}
