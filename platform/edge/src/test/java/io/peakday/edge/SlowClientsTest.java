package io.peakday.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.idempotency.IdempotencyModule;
import io.peakday.live.LiveStreams;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import io.peakday.web.Priority;
import io.peakday.web.RoutePriorities;
import io.peakday.web.RoutePriority;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A real server with room for ten requests at once, and clients that do all they can to keep it waiting. */
@Tag("serial")
class SlowClientsTest {
    private static final int CROWD = 300;
    /** Of an answer that is larger than what the operating system keeps for who does not take it. */
    private static final int BLOCKS = 200;

    private static final Duration QUICK = Duration.ofSeconds(5);
    private static final String JSON_POST =
            "POST /api/v1/anything HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: %s\r\n";

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(IdempotencyModule.SCHEMA);

    @Configuration(proxyBeanMethods = false)
    @Import(ProbeRoutes.class)
    static class Store {
        @RestController
        static class Routes {
            @GetMapping("/health/ready")
            String ready() {
                return "ready";
            }

            @GetMapping("/big")
            void big(HttpServletResponse response) throws IOException {
                byte[] block = new byte[64 * 1024];
                for (int i = 0; i < BLOCKS; i++) {
                    response.getOutputStream().write(block);
                }
            }
        }

        @Bean
        RoutePriorities priorities() {
            return RoutePriorities.of(new RoutePriority(Priority.EXEMPT, "/health/"));
        }
    }

    private static WebNode node;
    private static SimpleMeterRegistry meters;
    private final List<RawClient> clients = new ArrayList<>();
    private ListAppender<ILoggingEvent> log;

    @BeforeAll
    static void start() {
        node = WebNode.start(
                postgres.database(),
                new SteppedClock(),
                Store.class,
                "server.address=0.0.0.0",
                "peakday.web.trusted-proxies=127\\.0\\.0\\.1",
                "peakday.shedding.initial=10",
                "peakday.shedding.min=10",
                "peakday.shedding.max=10",
                "peakday.shedding.uploads.limit=1",
                "peakday.shedding.uploads.waiting=0",
                "peakday.web.connections.headers=1s",
                "peakday.web.connections.grace=1500ms",
                "peakday.web.connections.per-address=5",
                "peakday.web.streams.per-address=2",
                "peakday.web.streams.heartbeat=500ms",
                "peakday.web.bodies.deadline=3s",
                "peakday.web.bodies.budget=4MB");
        meters = node.bean(SimpleMeterRegistry.class);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void listen() {
        log = new ListAppender<>();
        log.start();
        ((Logger) LoggerFactory.getLogger("ROOT")).addAppender(log);
    }

    @AfterEach
    void leave() throws IOException {
        ((Logger) LoggerFactory.getLogger("ROOT")).detachAppender(log);
        for (RawClient client : clients) {
            client.close();
        }
        // Else a test that counts connections would take those that are leaving for its own.
        await().until(() -> inFlight() == 0 && open() <= 2);
    }

    private RawClient client() throws IOException {
        RawClient client = RawClient.to(node.port());
        clients.add(client);
        return client;
    }

    private static double inFlight() {
        return meters.get("peakday.shedding.in.flight")
                        .tag("gate", "store")
                        .gauge()
                        .value()
                + meters.get("peakday.shedding.in.flight")
                        .tag("gate", "uploads")
                        .gauge()
                        .value();
    }

    private static double open() {
        return meters.get("peakday.connections.open").gauge().value();
    }

    private static void othersAreServed() throws Exception {
        for (int i = 0; i < 10; i++) {
            long began = System.nanoTime();
            assertThat(node.get("/hot/a").statusCode()).isEqualTo(200);
            assertThat(node.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(node.post("/api/v1/anything", "other-" + System.nanoTime(), "{\"a\":1}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(QUICK);
        }
    }

    /** On a busy machine the server may close a connection that is out of time before its answer is on the way. */
    private static void answeredOrClosed(RawClient client) throws IOException {
        String answer = client.rest();
        if (!answer.isEmpty()) {
            assertThat(answer).startsWith("HTTP/1.1 408").contains("web.too-slow", "Connection: close");
        }
    }

    @Test
    void whoIsTooSlowIsAnsweredSo() throws Exception {
        await().untilAsserted(() -> assertThat(RawClient.to(node.port())
                        .send(JSON_POST.formatted("slow-one") + "Content-Length: 100\r\n\r\n{")
                        .rest())
                .startsWith("HTTP/1.1 408")
                .contains("web.too-slow", "Connection: close"));
    }

    private void noErrorWasLogged() {
        assertThat(List.copyOf(log.list)).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
        assertThat(meters.find("peakday.http").timers())
                .noneMatch(timer -> "500".equals(timer.getId().getTag("status")));
    }

    @Test
    void threeHundredBodiesThatDoNotComeKeepNobodyWaitingAndEndByThemselves() throws Exception {
        for (int i = 0; i < CROWD; i++) {
            client().send(JSON_POST.formatted("crowd-" + i + "-of-slow") + "Content-Length: 1000000\r\n\r\n{");
        }
        othersAreServed();
        // The last of the others has its answer before it is counted out; the crowd would be there for three seconds.
        await().atMost(Duration.ofSeconds(1)).until(() -> inFlight() == 0);
        for (RawClient client : clients) {
            answeredOrClosed(client);
        }
        othersAreServed();
        noErrorWasLogged();
    }

    @Test
    void aBodyThatDripsIsBoundInTheWholeWhereverItGoes() throws Exception {
        List<String> heads = List.of(
                JSON_POST.formatted("dripping-json"),
                "POST /form HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n",
                "POST /hot/a HTTP/1.1\r\nHost: x\r\n",
                "POST /nothing/here HTTP/1.1\r\nHost: x\r\n",
                "POST /upload/raw HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\n");
        for (String head : heads) {
            long length = head.contains("/upload/") ? 2_000_000 : 500_000;
            client().send(head + "Content-Length: " + length + "\r\n\r\n").drip('x', 50);
        }
        client().send(JSON_POST.formatted("dripping-chunks") + "Transfer-Encoding: chunked\r\n\r\nFFFF\r\n")
                .drip('x', 50);
        for (RawClient client : clients) {
            answeredOrClosed(client);
        }
        noErrorWasLogged();
    }

    @Test
    void aHeadThatDripsIsBoundInTheWhole() throws Exception {
        client().drip('G', 50);
        client().send("GET /hot/a HTTP/1.1\r\nHost: x\r\nX-Long: ").drip('x', 50);
        client().send("GET /hot/a HTTP/1.1\r\nHost: x\r\n\r\nGET /hot/b HTTP/1.1\r\nX-Long: ")
                .drip('x', 50);
        client().drip('\n', 50);
        client();
        assertThat(clients.get(0).rest()).isEmpty();
        assertThat(clients.get(1).rest()).isEmpty();
        assertThat(clients.get(2).rest()).startsWith("HTTP/1.1 200").doesNotContain("<p>/b");
        assertThat(clients.get(3).rest()).isEmpty();
        assertThat(clients.get(4).rest()).isEmpty();
        noErrorWasLogged();
    }

    @Test
    void thoseWhoDoNotTakeTheirAnswersHoldNoRoomAndAreLeft() throws Exception {
        double before = open();
        for (int i = 0; i < 30; i++) {
            RawClient slow = RawClient.to("127.0.0.1", node.port(), 1024);
            clients.add(slow);
            slow.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(slow.read()).isEqualTo('H');
        }
        await().until(() -> inFlight() == 0);
        othersAreServed();
        await().until(() -> open() <= before + 2);
        for (RawClient client : clients) {
            assertThat(client.rest().length()).isLessThan(BLOCKS * 64 * 1024);
        }
        noErrorWasLogged();
    }

    @Test
    void manyAnswersAskedForAtOnceByOneWhoTakesNoneAreGivenUp() throws Exception {
        double before = open();
        RawClient greedy = RawClient.to("127.0.0.1", node.port(), 1024);
        clients.add(greedy);
        greedy.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n".repeat(50));
        assertThat(greedy.read()).isEqualTo('H');
        await().until(() -> inFlight() == 0 && open() > before);
        await().until(() -> open() <= before);
        othersAreServed();
        assertThat(greedy.rest().length()).isLessThan(BLOCKS * 64 * 1024);
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
        client().send("GET /hot/one HTTP/1.1\r\nHost: x\r\n\r\nGET /hot/two HTTP/1.1\r\nHost: x\r\n"
                + "Connection: close\r\n\r\n");
        String all = clients.getFirst().rest();
        assertThat(all.indexOf("<p>/one")).isPositive().isLessThan(all.indexOf("<p>/two"));
    }

    @Test
    void aMalformedChunkIsTheCallersMistakeAndEndsTheConnection() throws Exception {
        for (String body :
                List.of("zz\r\n{}\r\n0\r\n\r\n", "-1\r\n{}\r\n", "2\r\n{}xx\r\n0\r\n\r\n", "2;=\0\r\n{}\r\n")) {
            for (String head : List.of(
                    JSON_POST.formatted("malformed-chunk"),
                    "POST /form HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n",
                    "POST /upload/raw HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\n")) {
                RawClient client = client().send(head + "Transfer-Encoding: chunked\r\n\r\n" + body);
                assertThat(client.rest())
                        .as(head + body)
                        .startsWith("HTTP/1.1 400")
                        .contains("Connection: close", "application/problem+json");
            }
        }
        noErrorWasLogged();
    }

    @Test
    void whoBreaksOffIsNoErrorOfOurs() throws Exception {
        for (String path : List.of("/api/v1/anything", "/form", "/upload/raw", "/hot/a")) {
            String length = path.startsWith("/upload") ? "2000000" : "1000";
            RawClient client = RawClient.to(node.port());
            client.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nIdempotency-Key: breaking-off-1\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n{");
            client.breakOff();
        }
        RawClient reader = RawClient.to("127.0.0.1", node.port(), 1024);
        reader.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(reader.read()).isEqualTo('H');
        reader.breakOff();
        RawClient live = RawClient.to(node.port());
        live.send("GET /live/x HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n");
        assertThat(live.read()).isEqualTo('H');
        live.breakOff();
        LiveStreams streams = node.bean(LiveStreams.class);
        await().until(() -> {
            streams.publish("x", "now", "anything");
            return streams.open() == 0 && inFlight() == 0;
        });
        othersAreServed();
        noErrorWasLogged();
    }

    @Test
    void anAddressThatHasItsShareGetsMoreOnlyByGivingUpABodyThatStandsStill() throws Exception {
        String half = "x".repeat(600_000);
        client().send(JSON_POST.formatted("first-large") + "Content-Length: 1000000\r\n\r\n" + half);
        await().until(() -> meters.get("peakday.bodies.bytes").gauge().value() > 500_000);
        var second = node.post("/api/v1/anything", "second-large", "{\"a\":\"" + half.substring(0, 190_000) + "\"}");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(meters.get("peakday.bodies.bytes").gauge().value()).isLessThan(500_000);
        assertThat(node.post("/api/v1/anything", "small-one", "{\"a\":1}").statusCode())
                .isEqualTo(200);
        answeredOrClosed(clients.getFirst());
        await().until(() -> meters.get("peakday.bodies.bytes").gauge().value() == 0);
        assertThat(node.post("/api/v1/anything", "third-large", "{\"a\":\"" + half.substring(0, 190_000) + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void bodiesThatStandStillMakeRoomForOnesThatMoveAndSmallOnesNeedNone() throws Exception {
        for (int i = 1; i <= 4; i++) {
            client().send(JSON_POST.formatted("standing-" + i) + "X-Forwarded-For: 198.51.100." + i
                    + "\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(600_000));
        }
        await().until(() -> meters.get("peakday.bodies.bytes").gauge().value() > 3_900_000);
        assertThat(node.post("/api/v1/anything", "small-among-large", "{\"a\":\"" + "x".repeat(15_000) + "\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(node.post("/api/v1/anything", "moving-among-standing", "{\"a\":\"" + "x".repeat(190_000) + "\"}")
                        .statusCode())
                .isEqualTo(200);
        for (RawClient client : clients) {
            answeredOrClosed(client);
        }
        await().until(() -> meters.get("peakday.bodies.bytes").gauge().value() == 0);
        othersAreServed();
        noErrorWasLogged();
    }

    @Test
    void uploadsAreCountedApartFromEverybodyElse() throws Exception {
        client().send("POST /upload/raw HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\n"
                + "Content-Length: 2000000\r\n\r\nx");
        await().until(() -> inFlight() == 1);
        var second = node.send(node.to("/upload/raw")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(new byte[2_000_000])));
        assertThat(second.statusCode()).isEqualTo(503);
        othersAreServed();
        answeredOrClosed(clients.getFirst());
        var third = node.send(node.to("/upload/raw")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(new byte[2_000_000])));
        assertThat(third.body()).isEqualTo("2000000");
    }

    @Test
    void protocolsThatAreNotSpokenHereHoldNothing() throws Exception {
        client().send("GET /hot/a HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        client().send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        assertThat(clients.get(0).read()).isEqualTo('H');
        assertThat(clients.get(1).rest()).doesNotContain("101");
        await().until(() -> inFlight() == 0);
    }

    @Test
    void oneAddressHasOnlySoManyConnectionsAndStreamsButThisMachineAny() throws Exception {
        String own = address().orElse(null);
        org.junit.jupiter.api.Assumptions.assumeTrue(own != null, "this machine has no address but its loopback");
        for (int i = 0; i < 5; i++) {
            RawClient client = RawClient.to(own, node.port(), 0);
            clients.add(client);
            client.send("GET /live/" + i + " HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n");
            assertThat(client.read()).isEqualTo('H');
        }
        assertThat(node.bean(LiveStreams.class).open()).isEqualTo(2);
        RawClient sixth = RawClient.to(own, node.port(), 0);
        clients.add(sixth);
        assertThat(sixth.rest()).isEmpty();
        assertThat(meters.get("peakday.connections.refused").functionCounter().count())
                .isEqualTo(1);
        clients.getLast().close();
        clients.remove(3).close();
        await().untilAsserted(() -> {
            RawClient next = RawClient.to(own, node.port(), 0);
            clients.add(next);
            assertThat(next.send("GET /hot/a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .rest())
                    .startsWith("HTTP/1.1 200");
        });
    }

    @Test
    void anIpv6NetworkIsOneClientForStreamsAndBodies() throws Exception {
        LiveStreams streams = node.bean(LiveStreams.class);
        await().until(() -> streams.open() == 0);
        for (int i = 1; i <= 3; i++) {
            client().send(
                            "GET /live/network HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nX-Forwarded-For: 2001:db8:1:2::"
                                    + i + "\r\n\r\n");
            assertThat(clients.getLast().read()).isEqualTo('H');
        }
        assertThat(streams.open()).isEqualTo(2);
        client().send(JSON_POST.formatted("first-in-network")
                + "X-Forwarded-For: 2001:db8:1:2::1\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(600_000));
        await().until(() -> meters.get("peakday.bodies.bytes").gauge().value() > 500_000);
        assertThat(client().send(JSON_POST.formatted("second-in-network")
                                + "X-Forwarded-For: 2001:db8:1:2::2\r\nConnection: close\r\nContent-Length: 200000\r\n\r\n"
                                + "x".repeat(200_000))
                        .rest())
                .startsWith("HTTP/1.1 400"); // it is no JSON
        assertThat(meters.get("peakday.bodies.bytes").gauge().value()).isLessThan(500_000);
    }

    private static Optional<String> address() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(address -> address.getHostAddress())
                .findFirst();
    }
}
