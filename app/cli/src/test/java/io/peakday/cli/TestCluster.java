package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.peakday.engines.StartListener;
import io.peakday.server.EngineHost;
import io.peakday.server.StoreOptions;
import io.peakday.testkit.Sampled;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;

/** Real server processes on the same engines, behind nginx where it is installed. */
final class TestCluster implements AutoCloseable {
    /** How long a test waits for a node. */
    static final Duration TIMEOUT = Duration.ofMinutes(3);

    static final String NO_BALANCER =
            "nginx is not installed ('sudo apt-get install nginx-light'), so nothing stands before the nodes";

    private static final String HEAP = "384m";

    private final ConcurrentLinkedQueue<String> messages = new ConcurrentLinkedQueue<>();
    private final int balancer;
    private final boolean demo;
    private final IntFunction<Map<String, String>> settings;
    private final EngineHost engines;
    private final Cluster cluster;

    private TestCluster(Path data, int whole, List<Pool> pools, boolean demo, IntFunction<Map<String, String>> settings)
            throws Exception {
        this.balancer = FreePort.find();
        this.demo = demo;
        this.settings = settings;
        ClusterPlan plan = new ClusterPlan(whole, HEAP, true, pools);
        engines =
                EngineHost.open(new StoreOptions(data, null, Map.of(), Map.of()), plan.total(), StartListener.silent());
        cluster = new Cluster(plan, this::launch, messages::add);
    }

    /** Ends the test class here unless it is the one of the two that this run tries. */
    static void assumeTried(Class<?> test) {
        String pool = PoolTest.class.getSimpleName();
        String cluster = ClusterTest.class.getSimpleName();
        List<String> all = Balancer.installed().isPresent() ? List.of(cluster, pool) : List.of(cluster);
        assumeTrue(Sampled.of(all, 1).contains(test.getSimpleName()), "this run tries the other one");
    }

    /**
     * Starts it.
     *
     * @param whole how many nodes have all modules
     * @param demo whether the first node fills the store
     * @param settings of the node with that number, beside those that a cluster gives it
     */
    static TestCluster start(
            Path data, int whole, List<Pool> pools, boolean demo, IntFunction<Map<String, String>> settings)
            throws Exception {
        TestCluster started = new TestCluster(data, whole, pools, demo, settings);
        try {
            started.cluster.start();
            Optional<Path> nginx = Balancer.installed();
            if (nginx.isPresent()) {
                started.cluster.balance(nginx.get(), ClusterCommand.balancer(data), "127.0.0.1", started.balancer);
            }
        } catch (Exception e) {
            started.close();
            throw e;
        }
        return started;
    }

    private NodeProcess.Launch launch(int number) {
        String url = "http://localhost:" + balancer;
        Map<String, String> all = new HashMap<>(ClusterCommand.settings(engines, number, !demo, url));
        all.putAll(settings.apply(number));
        return new NodeProcess.Launch(ClusterCommand.folder(engines.folder(), number), 0, HEAP, all, List.of());
    }

    List<Member> members() {
        return cluster.members();
    }

    /** The port of the balancer. */
    int balancer() {
        return balancer;
    }

    /** What the cluster has reported so far. */
    ConcurrentLinkedQueue<String> messages() {
        return messages;
    }

    boolean ready() {
        return members().stream().allMatch(Member::ready);
    }

    static int port(Member node) {
        return URI.create(node.url()).getPort();
    }

    static Process process(Member node) {
        NodeProcess process = node.process();
        assertThat(process).isNotNull();
        return process.process();
    }

    @Override
    public void close() throws Exception {
        try {
            cluster.close();
        } finally {
            engines.close();
        }
    }
}
