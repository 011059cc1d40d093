package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.peakday.engines.StartListener;
import io.peakday.server.EngineHost;
import io.peakday.server.StoreOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A node that has all modules and one for search and reviews, behind nginx, which sends each what is its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoolTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String FRONT = "/help/privacy";
    private static final String SEARCH = "/api/v1/search?q=a";

    private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    private final ClusterPlan plan = new ClusterPlan(1, "384m", true, List.of(Pool.parse("search,reviews=1")));
    private EngineHost engines;
    private Cluster cluster;
    private int balancer;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        assumeTrue(
                Balancer.installed().isPresent(),
                "nginx is not installed ('sudo apt-get install nginx-light'), so nothing stands before the nodes");
        balancer = FreePort.find();
        engines =
                EngineHost.open(new StoreOptions(data, null, Map.of(), Map.of()), plan.total(), StartListener.silent());
        cluster = new Cluster(plan, this::launch, told::add);
        cluster.start();
        cluster.balance(Balancer.installed().orElseThrow(), ClusterCommand.balancer(data), "127.0.0.1", balancer);
    }

    private NodeProcess.Launch launch(int number) {
        String url = "http://localhost:" + balancer;
        Map<String, String> settings = new HashMap<>(ClusterCommand.settings(engines, number, true, url));
        List<String> arguments = new ArrayList<>();
        plan.pool(number)
                .ifPresent(pool -> arguments.addAll(List.of("--set", "peakday.server.modules=" + pool.setting())));
        return new NodeProcess.Launch(ClusterCommand.folder(engines.folder(), number), 0, "384m", settings, arguments);
    }

    @AfterAll
    void stop() throws Exception {
        try {
            if (cluster != null) {
                cluster.close();
            }
        } finally {
            if (engines != null) {
                engines.close();
            }
        }
    }

    @BeforeEach
    void allAreReady() {
        await().atMost(PATIENCE).until(() -> cluster.members().stream().allMatch(Member::ready));
        await().atMost(PATIENCE).until(() -> status(FRONT) == 200 && status(SEARCH) == 200);
    }

    private Member whole() {
        return cluster.members().getFirst();
    }

    private Member pool() {
        return cluster.members().getLast();
    }

    private int status(String path) {
        return RawRequest.get(path).statusAt(balancer);
    }

    /** How often the node has answered a route. */
    private static long answered(Member node, String route) {
        return RawRequest.get("/metrics")
                .to(URI.create(node.url()).getPort())
                .lines()
                .filter(line -> line.startsWith("peakday_http_seconds_count") && line.contains("\"" + route + "\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static Process process(Member node) {
        return Objects.requireNonNull(node.process()).process();
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
        Process process = process(pool());
        process.destroyForcibly().waitFor();
        for (int i = 0; i < 10; i++) {
            assertThat(status(FRONT)).as("the shop").isEqualTo(200);
            assertThat(status(SEARCH)).as("search, by who has all modules").isEqualTo(200);
        }
        await().atMost(PATIENCE).until(() -> !process.equals(process(pool())) && pool().ready());
        long before = answered(pool(), "/api/v1/search");
        await().atMost(PATIENCE).until(() -> status(SEARCH) == 200 && answered(pool(), "/api/v1/search") > before);
    }

    @Test
    void searchGoesOnWhenTheWholeNodesAreKilled() throws Exception {
        Process process = process(whole());
        process.destroyForcibly().waitFor();
        for (int i = 0; i < 10; i++) {
            assertThat(status(SEARCH)).isEqualTo(200);
        }
        assertThat(status(FRONT)).as("the shop").isEqualTo(503);
        await().atMost(PATIENCE).until(() -> !process.equals(process(whole())) && whole().ready());
    }
}
