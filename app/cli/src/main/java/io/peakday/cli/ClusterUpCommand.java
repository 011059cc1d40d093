package io.peakday.cli;

import io.peakday.commandkit.ExitCodes;
import io.peakday.commandkit.Terminal;
import io.peakday.server.EngineHost;
import io.peakday.server.ListeningAddress;
import io.peakday.server.ServerSettings;
import io.peakday.server.Store;
import io.peakday.server.StoreOptions;
import io.peakday.server.TlsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the engines in this process and N nodes as processes of their own, behind nginx where it is installed.",
            "A node that dies is started again; the others go on meanwhile. Ctrl-C or 'peakday cluster down' lets requests"
                    + " under way finish and stops everything."
        })
final class ClusterUpCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ChosenStore store = new ChosenStore();

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "3", description = "1 to 16 (default: 3).")
    private int nodes = 3;

    @Option(
            names = "--pool",
            paramLabel = "MODULES[=N]",
            description = {
                "N more nodes (default: 1) that have only these modules and what they need, as in search,reviews=2; the balancer"
                        + " sends the paths of these modules to them. May be given several times; modules in one pool at the most."
            })
    private List<String> pools = new ArrayList<>();

    @Option(
            names = {"-p", "--port"},
            paramLabel = "N",
            description = "The port of the balancer (default: 8080). Nodes take free ones.")
    private @Nullable Integer port;

    @Option(names = "--no-balancer", description = "Only the nodes, at their own addresses.")
    private boolean noBalancer;

    @Option(names = "--no-restart", description = "Leave a node that dies dead.")
    private boolean noRestart;

    @Option(names = "--empty", description = "Leave an empty store empty.")
    private boolean empty;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "512m",
            description = "Memory of each node's objects (default: 512m).")
    private String heap = "512m";

    ClusterUpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        ClusterPlan plan = new ClusterPlan(
                nodes, heap, !noRestart, pools.stream().map(Pool::parse).toList());
        MachineLimits.check();
        store.requireStopped();
        StoreOptions options = store.options(port == null ? Map.of() : Map.of("peakday.server.port", port.toString()));
        ServerSettings server = Store.settings(options).bind(ServerSettings.class);
        Optional<Path> nginx = noBalancer ? Optional.empty() : Balancer.installed();
        if (nginx.isPresent()) {
            ListeningAddress.check(server);
        } else if (!noBalancer) {
            terminal.report(
                    "nginx is not installed, so there is no load balancer and each node has its own address. Install it"
                            + " with 'sudo apt-get install nginx-light' (or your system's equivalent); --no-balancer says that you"
                            + " want none.");
        }
        return run(plan, options, server, nginx);
    }

    private int run(ClusterPlan plan, StoreOptions options, ServerSettings server, Optional<Path> nginx)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        String url =
                nginx.isPresent() ? server.url(Store.settings(options).bind(TlsSettings.class), server.port()) : "";
        try (UntilStopped life = UntilStopped.begin();
                EngineHost engines = EngineHost.open(options, plan.total(), this::reached);
                Cluster cluster =
                        new Cluster(plan, number -> launch(engines, options, plan, number, url), terminal::report)) {
            cluster.start();
            if (nginx.isPresent()) {
                cluster.balance(
                        nginx.get(), ClusterCommand.balancer(engines.folder()), server.address(), server.port());
            }
            String front = url.isEmpty() ? cluster.members().getFirst().url() : url;
            engines.announce(front);
            announce(plan, cluster, front, nginx.isPresent(), Duration.ofNanos(System.nanoTime() - began));
            boolean stopping = false;
            while (cluster.hasNodes() && !stopping) {
                stopping = life.await(500);
            }
            terminal.report(stopping ? "Stopping …" : "No node is left; stopping …");
            return stopping ? 0 : ExitCodes.FAILED;
        }
    }

    private NodeProcess.Launch launch(
            EngineHost engines, StoreOptions options, ClusterPlan plan, int number, String publicUrl) {
        Map<String, String> flags = new LinkedHashMap<>(options.flags());
        flags.remove("peakday.engines.folder");
        flags.remove("peakday.server.port");
        plan.pool(number).ifPresent(pool -> flags.put("peakday.server.modules", pool.setting()));
        if (!publicUrl.isEmpty()) {
            // What the operator said is where the balancer is; the nodes stay on this machine.
            flags.put("peakday.server.address", "127.0.0.1");
        }
        List<String> arguments = new ArrayList<>();
        Path config = options.config();
        if (config != null) {
            arguments.addAll(List.of("--config", config.toAbsolutePath().toString()));
        }
        flags.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        return new NodeProcess.Launch(
                ClusterCommand.folder(engines.folder(), number),
                0,
                heap,
                ClusterCommand.settings(engines, number, empty, publicUrl),
                arguments);
    }

    private void reached(String engine, String step, Duration elapsed) {
        terminal.report("%-12s %-10s %s".formatted(engine, step, Terminal.seconds(elapsed)));
    }

    private void announce(ClusterPlan plan, Cluster cluster, String front, boolean balanced, Duration took) {
        terminal.print("");
        int count = plan.total();
        terminal.print("The cluster is open (" + Terminal.seconds(took) + "): " + count
                + (count == 1 ? " node" : " nodes") + (balanced ? " behind nginx." : ", no load balancer."));
        terminal.print("");
        terminal.print("  Storefront   " + front + "/");
        terminal.print("  Console      " + front + "/console");
        for (Member member : cluster.members()) {
            NodeProcess process = member.process();
            terminal.print("  Node %-7d %s%s%s"
                    .formatted(
                            member.number(),
                            member.url(),
                            plan.pool(member.number())
                                    .map(pool -> ", " + pool.setting() + " only")
                                    .orElse(""),
                            process == null
                                    ? ""
                                    : ", process " + process.process().pid()));
        }
        terminal.print("");
        terminal.print("Ctrl-C or 'peakday cluster down" + store.dataFlag() + "' stops it.");
    }
}
