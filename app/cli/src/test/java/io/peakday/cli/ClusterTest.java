package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two real server processes on the same engines, behind nginx where it is installed. */
@Tag("serial")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterTest {
    private static final Duration TIMEOUT = TestCluster.TIMEOUT;
    private static final Map<String, String> SETTINGS = Map.of(
            "peakday.demo.products", "64",
            "peakday.demo.customers", "1",
            "peakday.demo.orders", "0",
            "peakday.demo.reviews", "0",
            // Long enough to look at a node that is leaving.
            "peakday.server.notice", "4s");

    private TestCluster cluster;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        TestCluster.assumeTried(ClusterTest.class);
        cluster = TestCluster.start(data, 2, List.of(), true, number -> SETTINGS);
    }

    @AfterAll
    void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void allAreReady() {
        await().atMost(TIMEOUT).until(cluster::ready);
    }

    private void needsNginx() {
        assumeTrue(Balancer.installed().isPresent(), TestCluster.NO_BALANCER);
    }

    private static String cart(int port) {
        String answer = RawRequest.post("/api/v1/carts", UUID.randomUUID().toString(), "{}")
                .to(port);
        assertThat(answer).startsWith("HTTP/1.1 201");
        return answer.replaceAll("(?s).*\"id\":\"([0-9a-f-]{36})\".*", "$1");
    }

    @Test
    void whatIsMadeAtOneNodeIsThereAtTheOther() {
        Member first = cluster.members().getFirst();
        Member second = cluster.members().getLast();
        String cart = cart(TestCluster.port(first));
        assertThat(RawRequest.get("/api/v1/carts/" + cart).statusAt(TestCluster.port(second)))
                .isEqualTo(200);
    }

    @Test
    void bothNodesAnswerThroughTheBalancerAndSeeTheCallersAddress() {
        needsNginx();
        for (int i = 0; i < 40; i++) {
            assertThat(RawRequest.get("/help/privacy").statusAt(cluster.balancer()))
                    .isEqualTo(200);
        }
        for (Member node : cluster.members()) {
            assertThat(RawRequest.get("/metrics").to(TestCluster.port(node))).contains("route=\"/help/privacy\"");
        }
    }

    @Test
    void aNodeAnswersWhatTheManifestsProbeAndHasTheFigureThatTheAutoscalerFollows() {
        int port = TestCluster.port(cluster.members().getFirst());
        assertThat(RawRequest.get("/health/live").statusAt(port)).isEqualTo(200);
        assertThat(RawRequest.get("/health/ready").statusAt(port)).isEqualTo(200);
        assertThat(RawRequest.get("/metrics").to(port)).contains("peakday_shedding_in_flight{gate=\"store\"} ");
    }

    /** Keeps asking through the balancer, in two ways, until it is stopped; keeps each answer that is not a success. */
    private Future<?> load(ExecutorService threads, AtomicBoolean enough, AtomicInteger asked, List<String> failed) {
        return threads.submit(() -> {
            while (!enough.get()) {
                RawRequest request = asked.incrementAndGet() % 2 == 0
                        ? RawRequest.get("/robots.txt")
                        : RawRequest.post("/api/v1/carts", UUID.randomUUID().toString(), "{}");
                String answer = request.to(cluster.balancer());
                if (!answer.startsWith("HTTP/1.1 2")) {
                    failed.add(request + ": " + answer);
                }
            }
        });
    }

    @Test
    void aNodeThatIsDrainedUnderLoadFailsNoRequestAndEndsWithZero() throws Exception {
        needsNginx();
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        List<String> failed = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> loads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                loads.add(load(threads, enough, asked, failed));
            }
            await().atMost(TIMEOUT).until(() -> asked.get() > 50);
            Member leaving = cluster.members().getLast();
            Process process = TestCluster.process(leaving);
            process.destroy();
            process.onExit().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            assertThat(process.exitValue()).isZero();
            int before = asked.get();
            await().atMost(TIMEOUT).until(() -> asked.get() > before + 50);
            enough.set(true);
            for (Future<?> load : loads) {
                load.get();
            }
        } finally {
            enough.set(true);
        }
        assertThat(failed).as("of " + asked).isEmpty();
    }

    @Test
    void aNodeThatIsAskedToStopSaysSoFirstAnswersMeanwhileAndEndsItsLiveStreams() throws Exception {
        Member leaving = cluster.members().getLast();
        int port = TestCluster.port(leaving);
        String cart = cart(port);
        Process process = TestCluster.process(leaving);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> stream = threads.submit(
                    () -> RawRequest.get("/api/v1/carts/" + cart + "/live").to(port));
            await().atMost(TIMEOUT).until(() -> live(port) > 0);
            process.destroy();
            await().atMost(TIMEOUT).until(() -> RawRequest.get("/health/ready").statusAt(port) == 503);
            String answer = RawRequest.get("/robots.txt").to(port);
            assertThat(answer).startsWith("HTTP/1.1 200").contains("Connection: close");
            assertThat(stream.isDone())
                    .as("a live stream, as long as the node answers")
                    .isFalse();
            assertThat(stream.get()).startsWith("HTTP/1.1 200").contains("X-Accel-Buffering: no", "retry:");
        }
        assertThat(process.onExit().get().exitValue()).isZero();
    }

    /** Requests for live streams that this node has let in: they are counted when they are open. */
    private static long live(int port) {
        return RawRequest.get("/metrics")
                .to(port)
                .lines()
                .filter(line -> line.startsWith("peakday_http_seconds_count") && line.contains("/live\""))
                .count();
    }

    @Test
    void aNodeThatIsKilledIsStartedAgainAtTheSameAddressAndTheOtherGoesOn() throws Exception {
        Member killed = cluster.members().getFirst();
        String url = killed.url();
        Process process = TestCluster.process(killed);
        process.destroyForcibly().waitFor();
        assertThat(RawRequest.get("/robots.txt")
                        .statusAt(TestCluster.port(cluster.members().getLast())))
                .isEqualTo(200);
        await().atMost(TIMEOUT).until(() -> !process.equals(TestCluster.process(killed)) && killed.ready());
        assertThat(killed.url()).isEqualTo(url);
        assertThat(cluster.messages())
                .anyMatch(line -> line.startsWith("Node 1 (process " + process.pid() + ") ended with 137"));
    }

    @Test
    void thePauseBeforeANewStartDoublesAndIsBounded() {
        assertThat(Cluster.pause(1)).hasSeconds(1);
        assertThat(Cluster.pause(2)).hasSeconds(2);
        assertThat(Cluster.pause(5)).hasSeconds(16);
        assertThat(Cluster.pause(40)).hasSeconds(30);
    }
}
