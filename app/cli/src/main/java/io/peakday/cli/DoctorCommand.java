package io.peakday.cli;

import io.peakday.commandkit.DoctorCheck;
import io.peakday.commandkit.DoctorCheck.When;
import io.peakday.commandkit.ExitCodes;
import io.peakday.commandkit.Finding;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.Json;
import io.peakday.commandkit.Terminal;
import io.peakday.engines.DataFolder;
import io.peakday.engines.DiskProbe;
import io.peakday.engines.EngineSettings;
import io.peakday.engines.RoleCheck;
import io.peakday.kernel.Failure;
import io.peakday.kernel.ProgramClock;
import io.peakday.server.Exposure;
import io.peakday.server.ListeningAddress;
import io.peakday.server.ModuleRegistry;
import io.peakday.server.RunningNode;
import io.peakday.server.ServerSettings;
import io.peakday.server.Store;
import io.peakday.server.StoreOptions;
import io.peakday.server.TlsFiles;
import io.peakday.server.TlsSettings;
import io.peakday.server.settings.KnownSettings;
import io.peakday.server.settings.Settings;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@HelpPosition(50)
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Checks machine, settings, port, disk and engines, and says what to do about what is wrong.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is wrong", "1:something is"})
final class DoctorCommand implements Callable<Integer> {
    private static final long ENOUGH_DISK = 2L << 30;
    private static final long ENOUGH_MEMORY = 2L << 30;

    private final Terminal terminal;
    private final List<Finding> findings = new ArrayList<>();

    @Mixin
    private ChosenStore store = new ChosenStore();

    @Option(names = "--json", description = "Print a JSON array of findings.")
    private boolean json;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "N",
            description = "The port to look at, as of 'up'.")
    private @Nullable Integer port;

    @Option(names = "--settings", description = "List every setting that may be given, and stop.")
    private boolean settings;

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (settings) {
            new KnownSettings(ModuleRegistry.settings()).keys().forEach(terminal::print);
            return 0;
        }
        machine();
        check("settings", () -> {
            int given = Store.settings(options()).values().size();
            return given == 0 ? "all at their defaults" : given + " given, all valid";
        });
        if (findings.getLast().ok()) {
            place();
        }
        boolean well = findings.stream().allMatch(Finding::ok);
        if (json) {
            terminal.print(Json.write(findings));
        } else {
            findings.forEach(f -> terminal.print("%s  %-10s %s".formatted(mark(f), f.what(), f.says())));
            terminal.print(well ? "Nothing is wrong." : "Something is wrong; see above.");
        }
        return well ? 0 : ExitCodes.FAILED;
    }

    private StoreOptions options() {
        return store.options(port == null ? Map.of() : Map.of("peakday.server.port", port.toString()));
    }

    private void machine() {
        add("java", true, Runtime.version() + ", " + System.getProperty("java.vendor"));
        add(
                "system",
                true,
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors");
        if (java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system) {
            long total = system.getTotalMemorySize();
            add(
                    "memory",
                    total >= ENOUGH_MEMORY,
                    Memory.shown(total)
                            + (total >= ENOUGH_MEMORY
                                    ? ""
                                    : "; Peakday with its engines needs about 1.5 GB of its own"));
        }
        openFiles();
    }

    private void openFiles() {
        MachineLimits.openFiles().ifPresent(limit -> {
            boolean enough = limit >= MachineLimits.OPEN_FILES;
            add(
                    "files",
                    enough,
                    enough ? String.format(Locale.ROOT, "%,d at once", limit) : MachineLimits.tooFewFiles(limit));
        });
    }

    private void place() {
        Settings given = Store.settings(options());
        Path data = Store.folder(given);
        Exposure.of(given).forEach(sentence -> findings.add(Finding.note("exposure", sentence)));
        Optional<RunningNode> running = RunningNode.find(data);
        running.ifPresent(node -> add("store", true, "running at " + node.url() + ", process " + node.pid()));
        // Looked at before it is opened, which closes it.
        check("modes", () -> FileModesFinding.of(data, Store.configFile(options())));
        check("folder", () -> folder(data, running.isPresent()));
        TlsSettings tls = given.bind(TlsSettings.class);
        if (tls.enabled()) {
            check("tls", () -> TlsFiles.check(tls, ProgramClock.instance()));
        }
        try (DoctoredStore subject = new DoctoredStore(given, options(), running)) {
            modules(When.ALWAYS, subject);
            rest(given, data, running, subject);
        }
    }

    private void rest(Settings given, Path data, Optional<RunningNode> running, DoctoredStore subject) {
        check("disk", () -> disk(data));
        roles(given, running);
        if (running.isPresent()) {
            RunningNode node = running.get();
            add("engines", true, node.jdbcUrl() + ", Kafka at " + node.kafka());
            health(node);
            modules(When.WHILE_RUNNING, subject);
        } else {
            check("port", () -> port(given.bind(ServerSettings.class)));
        }
    }

    private static String folder(Path data, boolean running) {
        if (running) {
            return data.toString();
        }
        boolean existed = Files.exists(data);
        try (DataFolder folder = DataFolder.open(data, ModuleRegistry.folderModes())) {
            return folder.path().toString();
        } finally {
            if (!existed) {
                try (var left = Files.list(data)) {
                    for (Path file : left.toList()) {
                        Files.deleteIfExists(file);
                    }
                    Files.deleteIfExists(data);
                } catch (IOException e) {
                    // An empty folder left behind does no harm.
                }
            }
        }
    }

    private static String disk(Path data) throws IOException {
        Path nearest = data;
        while (!Files.exists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        FileStore disk = Files.getFileStore(nearest);
        long free = disk.getUsableSpace();
        if (free < ENOUGH_DISK) {
            throw Failure.unavailable(
                    "doctor.disk", "only " + Memory.shown(free) + " free on " + disk + "; free at least 2 GB.", null);
        }
        DiskProbe probe = DiskProbe.measure(nearest, Duration.ofMillis(500));
        return String.format(
                Locale.ROOT,
                "%s free, %,.0f durable writes a second by one writer (p99 %.1f ms)",
                Memory.shown(free),
                probe.flushesPerSecond(),
                probe.p99().toNanos() / 1e6);
    }

    private static String port(ServerSettings server) {
        ListeningAddress.check(server);
        return server.port() == 0
                ? "any free one on " + server.address()
                : server.address() + ":" + server.port() + " is free";
    }

    /** Nothing is broken where one user of the database does everything; but who runs the store must know. */
    private void roles(Settings given, Optional<RunningNode> running) {
        EngineSettings engines = Store.engines(given);
        if (running.isEmpty() && DatabaseLogin.embedded(engines)) {
            return;
        }
        try (Connection database = DatabaseLogin.open(engines, running.orElse(null))) {
            String trouble = RoleCheck.trouble(database);
            findings.add(new Finding(
                    "database",
                    true,
                    trouble == null ? "the program's role owns nothing there" : trouble,
                    trouble != null));
        } catch (SQLException | Failure e) {
            add("database", false, "the program's role cannot be looked at: " + e.getMessage());
        }
    }

    /** What the running node says of its parts; one that is degraded is a thing to see to as well. */
    private void health(RunningNode node) {
        try {
            NodeReport report = NodeReport.of(node).orElse(null);
            if (report == null) {
                return;
            }
            List<String> well = report.parts().stream()
                    .filter(part -> part.trouble() == null)
                    .map(NodeReport.Part::name)
                    .toList();
            if (!well.isEmpty()) {
                add("health", true, "up: " + String.join(", ", well));
            }
            for (NodeReport.Part part : report.troubles()) {
                String effect = report.ready() ? "degraded" : "not ready";
                add("health", false, effect + ": " + part.name() + ". " + part.trouble());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            add("health", false, "not asked; interrupted");
        }
    }

    private static String mark(Finding finding) {
        return finding.note() ? "NOTE" : finding.ok() ? "ok  " : "FAIL";
    }

    private void modules(When when, DoctoredStore subject) {
        checks(when).forEach(check -> findings.addAll(look(check, subject)));
    }

    /** What the modules look at, in the order in which it is reported. */
    static List<DoctorCheck> checks(When when) {
        return Commands.modules().stream()
                .flatMap(module -> module.doctorChecks().stream())
                .filter(check -> check.when() == when)
                .sorted(Comparator.comparingInt(DoctorCheck::position).thenComparing(DoctorCheck::what))
                .toList();
    }

    /** What a check says; that it could not look, if it says nothing. */
    static List<Finding> look(DoctorCheck check, DoctorCheck.Subject subject) {
        try {
            return check.look().at(subject);
        } catch (Exception e) {
            return List.of(Finding.wrong(check.what(), why(e)));
        }
    }

    private void add(String what, boolean ok, String says) {
        findings.add(new Finding(what, ok, says, false));
    }

    private void check(String what, Callable<String> check) {
        try {
            add(what, true, check.call());
        } catch (Exception e) {
            add(what, false, why(e));
        }
    }

    private static String why(Exception e) {
        return e instanceof Failure failure ? failure.detail() : String.valueOf(e.getMessage());
    }
}
