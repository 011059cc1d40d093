package io.peakday.limits;

import static io.peakday.limits.LimitsTest.policies;
import static io.peakday.limits.LimitsTest.who;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.limits.Decision.Allowed;
import io.peakday.limits.Decision.Away;
import io.peakday.limits.Decision.Refused;
import io.peakday.limits.shared.RedisLink;
import io.peakday.limits.shared.SharedCounters;
import io.peakday.testkit.PrivateRedis;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes that count together in a real server, which dies and comes back. */
@Tag("serial")
class SharedLimitsTest {
    @RegisterExtension
    static final PrivateRedis redis = new PrivateRedis();

    private static final String POLICIES = """
            classes:
              open-when-away: [GET /mixed/look/**]
            policies:
              mixed:
                routes: [GET /mixed/**]
                key: [address]
                token-bucket: {capacity: 10, refill: 1, every: 1h}
              burst:
                routes: [GET /burst]
                key: [address]
                token-bucket: {capacity: 400, refill: 1, every: 1h}
                when-away: open
              few:
                routes: [POST /few]
                key: [address]
                token-bucket: {capacity: 5, refill: 1, every: 1h}
                when-away: closed
              window:
                routes: [GET /window]
                key: [address]
                sliding-window: {limit: 300, window: 1h}
              moving:
                routes: [GET /moving]
                key: [address]
                sliding-window: {limit: 3, window: 400ms}
            """;

    private final String address = UUID.randomUUID().toString();
    private Node a;
    private Node b;

    private record Node(Limits limits, SharedCounters shared) {
        static Node start() {
            LimitsSettings.Redis terms = new LimitsSettings.Redis(
                    redis.url(),
                    "",
                    Duration.ofSeconds(2),
                    0.05,
                    1000,
                    Duration.ofSeconds(20),
                    Duration.ofMillis(500),
                    "");
            SharedCounters shared = new SharedCounters(
                    new RedisLink(terms.url(), terms.password(), terms.timeout()), terms.timeout(), terms.pause());
            NodeCounters counters = NodeCounters.together(System::nanoTime, terms, shared, null);
            return new Node(new Limits(policies(POLICIES), counters, 10_000), shared);
        }

        Decision ask(String method, String path, String address) {
            return limits.decide(method, path, who(address, null));
        }
    }

    @BeforeEach
    void nodes() {
        redis.start();
        a = Node.start();
        b = Node.start();
    }

    @AfterEach
    void stop() {
        a.shared().close();
        b.shared().close();
    }

    @Test
    void twoNodesTogetherPassAsManyAsTheLimitSaysAndLeaveAtMostASliceEachUnspent() throws Exception {
        assertThat(hammer("/burst", 2000)).isLessThanOrEqualTo(400).isGreaterThanOrEqualTo(400 - 2 * 20);
        assertThat(hammer("/window", 2000)).isLessThanOrEqualTo(300).isGreaterThanOrEqualTo(300 - 2 * 15);
    }

    @Test
    void aSmallLimitIsExactAcrossNodes() {
        int passed = 0;
        for (int i = 0; i < 10; i++) {
            passed += a.ask("POST", "/few", address).allows() ? 1 : 0;
            passed += b.ask("POST", "/few", address).allows() ? 1 : 0;
        }
        assertThat(passed).isEqualTo(5);
        assertThat(a.ask("POST", "/few", address)).isInstanceOf(Refused.class);
    }

    @Test
    void whatLeftTheWindowCanBeHadAgainOnEitherNode() {
        for (int i = 0; i < 3; i++) {
            assertThat(a.ask("GET", "/moving", address).allows()).isTrue();
        }
        assertThat(a.ask("GET", "/moving", address)).isInstanceOf(Refused.class);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(b.ask("GET", "/moving", address)).isInstanceOf(Allowed.class));
    }

    @Test
    void aServerThatDiesInTheMiddleClosesWhatIsClosedAndOpensWhatIsOpenUntilItIsBack() {
        assertThat(a.ask("POST", "/few", address).allows()).isTrue();
        assertThat(a.ask("GET", "/burst", address).allows()).isTrue();
        redis.kill();
        await().untilAsserted(() -> assertThat(a.ask("POST", "/few", address)).isInstanceOf(Away.class));
        for (Node node : List.of(a, b)) {
            int passed = 0;
            for (int i = 0; i < 600; i++) {
                passed += node.ask("GET", "/burst", address).allows() ? 1 : 0;
            }
            // Its own count of the whole limit, and what it still held.
            assertThat(passed).isBetween(400, 420);
        }
        redis.start();
        await().untilAsserted(() -> assertThat(a.ask("POST", "/few", address)).isInstanceOf(Allowed.class));
        await().untilAsserted(() ->
                assertThat(b.ask("GET", "/burst", UUID.randomUUID().toString())).isInstanceOf(Allowed.class));
        assertThat(a.shared().answers()).isTrue();
    }

    @Test
    void aPolicyThatSaysNothingIsClosedButOnTheRoutesThatStayOpenWhereEachNodeCountsForItself() {
        redis.kill();
        await().untilAsserted(
                        () -> assertThat(a.ask("GET", "/mixed/pay", address)).isInstanceOf(Away.class));
        int passed = 0;
        for (int i = 0; i < 30; i++) {
            passed += a.ask("GET", "/mixed/look/at/it", address).allows() ? 1 : 0;
        }
        assertThat(passed).isEqualTo(10);
        assertThat(a.ask("GET", "/mixed/look", address)).isInstanceOf(Refused.class);
        assertThat(a.ask("GET", "/mixed/pay", address)).isInstanceOf(Away.class);
        assertThat(b.ask("GET", "/mixed/look/at/it", address)).isInstanceOf(Allowed.class);
        assertThat(a.limits().take("mixed", address, 1)).isInstanceOf(Away.class);
    }

    @Test
    void aServerThatIsThereAndSilentHoldsARequestUpOnceAndNotEachTime() {
        a.ask("POST", "/few", address);
        redis.freeze();
        try {
            int slow = 0;
            for (int i = 0; i < 300; i++) {
                long start = System.nanoTime();
                assertThat(a.ask("POST", "/few", address + i)).isInstanceOf(Away.class);
                slow += System.nanoTime() - start > Duration.ofSeconds(1).toNanos() ? 1 : 0;
            }
            assertThat(slow).isBetween(1, 6);
        } finally {
            redis.thaw();
        }
        await().untilAsserted(() -> assertThat(a.ask("POST", "/few", address)).isInstanceOf(Allowed.class));
    }

    @Test
    void aNodeStartsWithoutTheServerAndUsesItOnceItIsThere() {
        redis.stop();
        Node early = Node.start();
        try {
            assertThat(early.ask("POST", "/few", address)).isInstanceOf(Away.class);
            redis.start();
            await().untilAsserted(
                            () -> assertThat(early.ask("POST", "/few", address)).isInstanceOf(Allowed.class));
        } finally {
            early.shared().close();
        }
    }

    private int hammer(String path, int times) throws InterruptedException {
        AtomicInteger passed = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < times; i++) {
                Node node = i % 2 == 0 ? a : b;
                threads.submit(() -> {
                    if (node.ask("GET", path, address).allows()) {
                        passed.incrementAndGet();
                    }
                });
            }
        }
        return passed.get();
    }
}
