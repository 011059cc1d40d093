package io.peakday.cli;

import io.peakday.commandkit.CommandGroup;
import io.peakday.commandkit.ExitCodes;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.Json;
import io.peakday.commandkit.Terminal;
import io.peakday.server.EngineHost;
import io.peakday.server.RunningNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@HelpPosition(40)
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description = "Several server processes on this machine, on the same engines, behind a load balancer.",
        subcommands = {ClusterUpCommand.class, ClusterCommand.Status.class, DownCommand.class})
final class ClusterCommand extends CommandGroup {
    /** At most so many nodes are looked for. */
    private static final int MOST = 16;

    /** Where a cluster keeps the folder of its n-th node. */
    static Path folder(Path data, int number) {
        return data.resolve("nodes").resolve(Integer.toString(number));
    }

    /** Where its balancer is run from. */
    static Path balancer(Path data) {
        return data.resolve("balancer");
    }

    /** What a node of a cluster is given so that it works behind a balancer; what the operator has given stays as it is. */
    static Map<String, String> settings(EngineHost engines, int number, boolean empty, String publicUrl) {
        Map<String, String> settings = new LinkedHashMap<>(engines.settingsOfNodes());
        Map<String, String> chosen = new LinkedHashMap<>();
        if (!publicUrl.isEmpty()) {
            chosen.put("peakday.web.trusted-proxies", "127\\.0\\.0\\.1");
            chosen.put("peakday.identity.public-url", publicUrl);
        }
        chosen.put("peakday.server.notice", "1s");
        chosen.forEach((key, value) -> {
            if (!engines.given(key)) {
                settings.put(key, value);
            }
        });
        if (empty || number > 1) {
            settings.put("peakday.server.demo", "false");
        }
        return settings;
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Says which nodes of the cluster run, where, and whether they are ready.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:all that run are ready", "1:one is not", "3:no cluster is running"})
    static final class Status implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private ChosenStore store = new ChosenStore();

        @Option(names = "--json", description = "Print one JSON object.")
        private boolean json;

        Status(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws InterruptedException {
            Optional<RunningNode> host = store.running();
            Path data = store.folder();
            if (host.isEmpty() || Files.notExists(data.resolve("nodes"))) {
                terminal.report("No cluster is running in " + data + ". Start one with 'peakday cluster up"
                        + store.dataFlag() + "'.");
                return ExitCodes.NOT_RUNNING;
            }
            List<Map<String, Object>> nodes = new ArrayList<>();
            for (int number = 1; number <= MOST; number++) {
                Optional<RunningNode> node = RunningNode.find(folder(data, number));
                if (node.isPresent()) {
                    nodes.add(facts(number, node.get()));
                }
            }
            boolean well = nodes.stream().allMatch(node -> Boolean.TRUE.equals(node.get("ready")));
            if (json) {
                terminal.print(Json.write(
                        Map.of("url", host.get().url(), "pid", host.get().pid(), "ready", well, "nodes", nodes)));
            } else {
                terminal.print("The cluster is at " + host.get().url() + " (process "
                        + host.get().pid() + ").");
                nodes.forEach(node -> terminal.print("  Node %-2s  %s, process %s, %s"
                        .formatted(
                                node.get("node"),
                                node.get("url"),
                                node.get("pid"),
                                Boolean.TRUE.equals(node.get("ready")) ? "ready" : "not ready")));
            }
            return well ? 0 : ExitCodes.FAILED;
        }

        private static Map<String, Object> facts(int number, RunningNode node) throws InterruptedException {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("node", number);
            facts.put("url", node.url());
            facts.put("pid", node.pid());
            facts.put("ready", Http.answers(node.url() + "/health/ready"));
            return facts;
        }
    }
}
