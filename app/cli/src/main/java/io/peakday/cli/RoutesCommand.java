package io.peakday.cli;

import io.peakday.commandkit.ExitCodes;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.Json;
import io.peakday.commandkit.Terminal;
import io.peakday.engines.NodeModules;
import io.peakday.server.ModuleRegistry;
import io.peakday.server.NodeRoutes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@HelpPosition(35)
@Command(
        name = "routes",
        mixinStandardHelpOptions = true,
        description = {
            "Lists which routes the running node answers, and which module each belongs to.",
            "With --nginx it writes the locations by which nginx sends the routes of some modules to nodes of their own."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "3:not running"})
final class RoutesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ChosenStore store = new ChosenStore();

    @Option(names = "--modules", paramLabel = "NAME", split = ",", description = "Only those of these modules.")
    private List<String> modules = List.of();

    @Option(
            names = "--nginx",
            paramLabel = "UPSTREAM",
            description = "Write locations for nginx that send them to this upstream, such as peakday_search.")
    private @Nullable String nginx;

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    RoutesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        NodeModules.of(ModuleRegistry.all(), modules);
        if (store.running().isEmpty()) {
            terminal.report("No store is running in " + store.folder() + ". Open it with 'peakday up" + store.dataFlag()
                    + "'.");
            return ExitCodes.NOT_RUNNING;
        }
        List<NodeRoutes.Owned> routes = NodeRoutes.of(store.folder()).stream()
                .filter(route -> modules.isEmpty() || modules.contains(route.module()))
                .toList();
        String upstream = nginx;
        if (upstream != null) {
            terminal.print(PoolFiles.locations(upstream, routes).stripTrailing());
        } else if (json) {
            terminal.print(Json.write(routes.stream()
                    .map(route ->
                            Map.of("module", route.module(), "method", route.method(), "pattern", route.pattern()))
                    .toList()));
        } else {
            routes.forEach(route ->
                    terminal.print("%-12s %-7s %s".formatted(route.module(), route.method(), route.pattern())));
        }
        return 0;
    }
}
