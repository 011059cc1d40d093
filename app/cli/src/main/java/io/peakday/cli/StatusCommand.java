package io.peakday.cli;

import io.peakday.commandkit.ExitCodes;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.Json;
import io.peakday.commandkit.Terminal;
import io.peakday.kernel.ProgramClock;
import io.peakday.server.RunningNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@HelpPosition(30)
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Says whether the store runs, where, and how its engines are.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:running and ready", "1:running but not ready", "3:not running"})
final class StatusCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ChosenStore store = new ChosenStore();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<RunningNode> running = store.running();
        if (running.isEmpty()) {
            if (json) {
                terminal.print(Json.write(
                        Map.of("running", false, "data", store.folder().toString())));
            } else {
                terminal.print("No store is running in " + store.folder() + ". Open it with 'peakday up"
                        + store.dataFlag() + "'.");
            }
            return ExitCodes.NOT_RUNNING;
        }
        RunningNode node = running.get();
        Optional<NodeReport> report = NodeReport.of(node);
        boolean ready = report.map(NodeReport::ready).orElse(true);
        List<NodeReport.Part> troubles = report.map(NodeReport::troubles).orElse(List.of());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("running", true);
        facts.put("ready", ready);
        facts.put("health", report.map(NodeReport::status).orElse("UP"));
        facts.put("troubles", troubles);
        facts.put("url", node.url());
        facts.put("pid", node.pid());
        facts.put("version", node.version());
        facts.put("startedAt", node.startedAt().toString());
        facts.put("uptimeSeconds", uptime(node).toSeconds());
        facts.put("residentBytes", Memory.ofTree(node.pid()));
        facts.put("postgres", node.jdbcUrl());
        facts.put("kafka", node.kafka());
        facts.put("payments", node.payments());
        facts.put("data", store.folder().toString());
        if (json) {
            terminal.print(Json.write(facts));
        } else {
            Duration uptime = uptime(node);
            terminal.print("The store is running"
                    + (!ready ? ", but not ready:" : troubles.isEmpty() ? " and ready." : " and ready, but degraded:"));
            troubles.forEach(part -> terminal.print("  ! " + part.name() + ": " + part.trouble()));
            terminal.print("  Storefront   " + node.url() + "/");
            terminal.print("  Console      " + node.url() + "/console");
            terminal.print("  PostgreSQL   " + node.jdbcUrl());
            terminal.print("  Kafka        " + node.kafka());
            terminal.print("  Payments     " + (node.payments().isEmpty() ? "unknown" : node.payments()));
            terminal.print("  Data         " + store.folder());
            terminal.print("  Process      %d, %s, up %dd %02dh %02dm"
                    .formatted(
                            node.pid(), node.version(), uptime.toDays(), uptime.toHoursPart(), uptime.toMinutesPart()));
            terminal.print("  Memory       " + Memory.shown(Memory.ofTree(node.pid())));
        }
        return ready ? 0 : ExitCodes.FAILED;
    }

    /** Never negative: the clock may have been put back since. */
    private static Duration uptime(RunningNode node) {
        Duration uptime =
                Duration.between(node.startedAt(), ProgramClock.instance().instant());
        return uptime.isNegative() ? Duration.ZERO : uptime;
    }
}
