package io.peakday.limits.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.limits.KeyPart;
import io.peakday.limits.Policy;
import io.peakday.limits.Policy.AcrossRegions;
import io.peakday.limits.Policy.WhenAway;
import io.peakday.limits.Rate.TokenBucket;
import io.peakday.limits.shared.RedisLink;
import io.peakday.limits.shared.SharedCounters;
import io.peakday.testkit.PrivateRedis;
import io.peakday.testkit.SteppedClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two regions, each with a real server of its own and the first with two nodes. */
class RegionSharesTest {
    @RegisterExtension
    static final PrivateRedis europe = new PrivateRedis();

    @RegisterExtension
    static final PrivateRedis america = new PrivateRedis();

    private static final TokenBucket WHOLE = new TokenBucket(1000, 100, Duration.ofSeconds(1));
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final SteppedClock clock = new SteppedClock();
    private final Policy policy = new Policy(
            "all-" + System.nanoTime(),
            List.of(),
            List.of(KeyPart.GLOBAL),
            WHOLE,
            WhenAway.CLOSED,
            AcrossRegions.SHARED);
    private final Map<String, RegionShares> nodes = new HashMap<>();
    private final List<RedisLink> links = new java.util.ArrayList<>();

    @BeforeEach
    void open() {
        europe.start();
        america.start();
        nodes.put("eu1", node("eu", europe, "us", america));
        nodes.put("eu2", node("eu", europe, "us", america));
        nodes.put("us", node("us", america, "eu", europe));
    }

    @AfterEach
    void close() {
        nodes.values().forEach(RegionShares::close);
        links.forEach(RedisLink::close);
    }

    @Test
    void sharesFollowTheDemandAndNeverAddUpToMoreThanTheWhole() {
        rounds(20, 500, 5);
        assertThat(share("us")).isLessThan(0.12);
        assertThat(share("eu1")).isGreaterThan(0.85);
        rounds(2, 500, 5);
        assertThat(share("eu2")).isEqualTo(share("eu1"));
        rounds(30, 5, 500);
        assertThat(share("us")).isGreaterThan(0.85);
    }

    @Test
    void aPeerThatIsAwayChangesNothingAndALedgerThatWasLostIsPutTogetherAgain() {
        rounds(20, 500, 5);
        double before = share("eu1");
        america.kill();
        rounds(5, 500, 5);
        assertThat(share("eu1")).isEqualTo(before);
        america.start();
        rounds(3, 500, 5);
        assertThat(share("us")).isLessThan(0.2);
        RegionShares fresh = node("us", america, "eu", europe);
        nodes.put("fresh", fresh);
        assertThat(fresh.share(policy.name())).as("knows nothing yet").isEqualTo(0.5);
        org.awaitility.Awaitility.await().untilAsserted(() -> {
            rounds(1, 500, 5);
            fresh.exchange(List.of(policy));
            assertThat(fresh.share(policy.name())).isLessThan(0.2);
        });
    }

    @Test
    void aShareThatShrinksTakesTokensAlongAndOneThatGrowsFillsUpSlowly() {
        RedisLink link = link(europe);
        SharedCounters counters = new SharedCounters(link, TIMEOUT, TIMEOUT);
        String key = "bucket-" + System.nanoTime();
        ShareLedger half = ShareLedger.equal(List.of("eu", "us"));
        lease(counters, key, half, 1);
        ShareLedger less = half.give("eu", "us", half.share("eu") * 4 / 5);
        assertThat(lease(counters, key, less, 1000)).isBetween(95L, 101L);
        ShareLedger back = less.merge(less.give("us", "eu", less.share("us")));
        assertThat(lease(counters, key, back, 1000)).as("not filled by growing").isLessThan(500);
        assertThat(lease(counters, key, half, 1000))
                .as("an old view changes nothing")
                .isLessThan(500);
    }

    private static long lease(SharedCounters counters, String key, ShareLedger ledger, long units) {
        RegionRate rate = RegionRate.of(WHOLE, ledger, "eu");
        return counters.lease(key, rate.bucket(), 1 + rate.version(), units)
                .join()
                .granted();
    }

    private void rounds(int rounds, int europe, int america) {
        for (int i = 0; i < rounds; i++) {
            nodes.get("eu1").asked(policy, europe / 2);
            nodes.get("eu2").asked(policy, europe / 2);
            nodes.get("us").asked(policy, america);
            clock.advance(Duration.ofSeconds(1));
            for (String node : List.of("eu1", "us", "eu2")) {
                nodes.get(node).exchange(List.of(policy));
                assertThat(share("eu1") + share("us")).isLessThanOrEqualTo(1.000001);
            }
        }
    }

    private double share(String node) {
        return nodes.get(node).share(policy.name());
    }

    private RegionShares node(String self, PrivateRedis own, String peer, PrivateRedis other) {
        return new RegionShares(self, link(own), Map.of(peer, link(other)), 0.05, Duration.ofSeconds(1), clock);
    }

    private RedisLink link(PrivateRedis server) {
        RedisLink link = new RedisLink(server.url(), "", TIMEOUT);
        links.add(link);
        return link;
    }
}
