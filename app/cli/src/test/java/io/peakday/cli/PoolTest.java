package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A node that has all modules and one for search and reviews, behind nginx, which sends each what is its own. */
@Tag("serial")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoolTest {
    private static final Duration TIMEOUT = TestCluster.TIMEOUT;
    private static final String FRONT = "/help/privacy";
    private static final String SEARCH = "/api/v1/search?q=a";
    private static final Pool POOL = Pool.parse("search,reviews=1");

    private TestCluster cluster;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        assumeTrue(Balancer.installed().isPresent(), TestCluster.NO_BALANCER);
        TestCluster.assumeTried(PoolTest.class);
        cluster = TestCluster.start(
                data,
                1,
                List.of(POOL),
                false,
                number -> number == 1 ? Map.of() : Map.of("peakday.server.modules", POOL.setting()));
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
        await().atMost(TIMEOUT).until(() -> status(FRONT) == 200 && status(SEARCH) == 200);
    }

    private Member whole() {
        return cluster.members().getFirst();
    }

    private Member pool() {
        return cluster.members().getLast();
    }

    private int status(String path) {
        return RawRequest.get(path).statusAt(cluster.balancer());
    }

    /** How often the node has answered a route. */
    private static long answered(Member node, String route) {
        return RawRequest.get("/metrics")
                .to(TestCluster.port(node))
                .lines()
                .filter(line -> line.startsWith("peakday_http_seconds_count") && line.contains("\"" + route + "\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void eachPathGoesToTheNodesItIsFor() {
        long before = answered(whole(), "/api/v1/search");
        long atPool = answered(pool(), "/api/v1/search");
        for (int i = 0; i < 10; i++) {
            assertThat(status(SEARCH)).isEqualTo(200);
            assertThat(status(FRONT)).isEqualTo(200);
        }
        assertThat(answered(whole(), "/api/v1/search")).isEqualTo(before);
        assertThat(answered(pool(), "/api/v1/search")).isEqualTo(atPool + 10);
        assertThat(answered(pool(), FRONT)).isZero();
    }

    @Test
    void aPoolThatIsKilledIsCoveredByTheOthersUntilItIsBack() throws Exception {
        Process process = TestCluster.process(pool());
        process.destroyForcibly().waitFor();
        for (int i = 0; i < 10; i++) {
            assertThat(status(FRONT)).as("the shop").isEqualTo(200);
            assertThat(status(SEARCH)).as("search, by who has all modules").isEqualTo(200);
        }
        await().atMost(TIMEOUT).until(() -> !process.equals(TestCluster.process(pool())) && pool().ready());
        long before = answered(pool(), "/api/v1/search");
        await().atMost(TIMEOUT).until(() -> status(SEARCH) == 200 && answered(pool(), "/api/v1/search") > before);
    }

    @Test
    void searchGoesOnWhenTheWholeNodesAreKilled() throws Exception {
        Process process = TestCluster.process(whole());
        process.destroyForcibly().waitFor();
        for (int i = 0; i < 10; i++) {
            assertThat(status(SEARCH)).isEqualTo(200);
        }
        assertThat(status(FRONT)).as("the shop").isEqualTo(503);
        await().atMost(TIMEOUT).until(() -> !process.equals(TestCluster.process(whole())) && whole().ready());
    }
}
