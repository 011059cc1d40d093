package io.peakday.cli;

import io.peakday.access.StaffMembers;
import io.peakday.access.StaffView;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.Terminal;
import io.peakday.demo.DemoLogins;
import io.peakday.demo.DemoStore;
import io.peakday.engines.NodeModules;
import io.peakday.engines.StartListener;
import io.peakday.payments.PaymentSetup;
import io.peakday.server.Exposure;
import io.peakday.server.NodeLife;
import io.peakday.server.Store;
import io.peakday.server.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@HelpPosition(10)
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Opens the store: starts the engines (or connects to those in the settings), brings the schemas up to date,"
                    + " fills an empty store with the demo catalogue, and serves storefront, console and API.",
            "Ctrl-C or 'peakday down' stops it."
        })
final class UpCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ChosenStore store = new ChosenStore();

    @Option(
            names = {"-p", "--port"},
            paramLabel = "N",
            description = "The port of pages and API (default: 8080; 0: any free one).")
    private @Nullable Integer port;

    @Option(
            names = "--modules",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Only these modules and what they need, as in search,reviews (default: all). 'peakday routes' lists"
                            + " what such a node answers.")
    private List<String> modules = List.of();

    @Option(names = "--empty", description = "Leave an empty store empty.")
    private boolean empty;

    @Option(names = "--detach", description = "Return once the first page answers, and go on in the background.")
    private boolean detach;

    private long began;

    UpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        MachineLimits.check();
        Settings settings = Store.settings(store.options(flags()));
        Path folder = Store.folder(settings);
        store.requireStopped(folder);
        if (detach) {
            return new Detached(
                            terminal,
                            folder,
                            spec.root().commandLine().getParseResult().originalArgs())
                    .start();
        }
        began = System.nanoTime();
        NodeLife node = NodeLife.start(settings, progress());
        try (UntilStopped life = UntilStopped.begin()) {
            announce(node, Duration.ofNanos(System.nanoTime() - began));
            StartCache.trainInBackground();
            life.await();
            terminal.report("Stopping …");
            node.close();
        }
        terminal.report("Stopped.");
        return 0;
    }

    private Map<String, String> flags() {
        Map<String, String> flags = new HashMap<>();
        if (port != null) {
            flags.put("peakday.server.port", port.toString());
        }
        if (!modules.isEmpty()) {
            flags.put("peakday.server.modules", String.join(",", modules));
        }
        if (empty) {
            flags.put("peakday.server.demo", "false");
        }
        return flags;
    }

    private StartListener progress() {
        return new StartListener() {
            @Override
            public void reached(String engine, String step, Duration elapsed) {
                terminal.report("%-12s %-10s %s".formatted(engine, step, Terminal.seconds(elapsed)));
            }

            @Override
            public void progress(String part, String step, long done, long total) {
                terminal.progress(part, done, total, step, Duration.ofNanos(System.nanoTime() - began));
            }
        };
    }

    private void announce(NodeLife node, Duration took) {
        terminal.print("");
        NodeModules has = node.store().bean(NodeModules.class);
        if (has.whole()) {
            terminal.print("Peakday is open (" + Terminal.seconds(took) + ").");
            terminal.print("");
            terminal.print("  Storefront   " + node.url() + "/");
            terminal.print("  Console      " + node.url() + "/console");
            terminal.print("  API          " + node.url() + "/api/docs");
            logins(node);
        } else {
            terminal.print("A node for " + String.join(", ", new TreeSet<>(has.chosen())) + " is open ("
                    + Terminal.seconds(took) + ").");
            terminal.print("");
            terminal.print("  API          " + node.url() + "/api/docs");
            terminal.print("  Modules      " + String.join(", ", has.names()));
            terminal.print("  'peakday routes" + store.dataFlag() + "' lists what it answers.");
        }
        for (String sentence : Exposure.of(node.store().settings())) {
            terminal.print("");
            terminal.print("  WARNING: " + sentence);
        }
        terminal.print("");
        String down = "'peakday down" + store.dataFlag() + "' stops it.";
        terminal.print(Detached.isThis() ? down : "Ctrl-C or " + down);
    }

    private void logins(NodeLife node) {
        List<String> staff = node.store().bean(StaffMembers.class).list().stream()
                .map(StaffView::email)
                .toList();
        terminal.print("");
        if (node.store().bean(DemoStore.class).isDemo() && staff.contains(DemoLogins.OWNER)) {
            terminal.print("  Demo logins, all with the password " + DemoLogins.PASSWORD);
            terminal.print("    customer   " + DemoLogins.CUSTOMER);
            terminal.print("    owner      " + DemoLogins.OWNER);
        } else if (staff.isEmpty()) {
            terminal.print("  Nobody may enter the console yet; this makes its owner:");
            terminal.print("    peakday staff add you@example.com" + store.dataFlag());
        }
        PaymentSetup payments = node.store().bean(PaymentSetup.class);
        terminal.print("");
        terminal.print("  " + (payments.ready() ? PaymentSetup.TEST_CARDS : PaymentSetup.HOW_TO_SET_UP));
    }
}
