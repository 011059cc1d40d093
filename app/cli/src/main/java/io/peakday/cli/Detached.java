package io.peakday.cli;

import io.peakday.commandkit.Terminal;
import io.peakday.engines.DataFolder;
import io.peakday.engines.FolderModes;
import io.peakday.kernel.Failure;
import io.peakday.server.RunningNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Starts the same command again as a process of its own, and waits until its first page answers. */
final class Detached {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private static final String MARK = "peakday.detached";

    private final Terminal terminal;
    private final Path data;
    private final List<String> arguments;

    /** @param arguments of this process, {@code --detach} among them */
    Detached(Terminal terminal, Path data, List<String> arguments) {
        this.terminal = terminal;
        this.data = data;
        this.arguments = List.copyOf(arguments);
    }

    /** Whether this process is one that was started so. */
    static boolean isThis() {
        return Boolean.getBoolean(MARK);
    }

    int start() throws IOException, InterruptedException {
        // What is wrong with the folder is reported here, before anything is written into it. What modules keep there,
        // only the store asks.
        DataFolder.open(data, new FolderModes(Set.of())).close();
        Path log = Files.createDirectories(data.resolve("logs")).resolve("up.log");
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile())
                .redirectErrorStream(true)
                .start();
        while (System.nanoTime() - began < TIMEOUT.toNanos()) {
            if (process.waitFor(Duration.ofMillis(100))) {
                throw Failure.unavailable("store.not-started", lastLines(log), null);
            }
            List<String> announced = announcement(log);
            if (!announced.isEmpty() && answers()) {
                announced.forEach(terminal::print);
                return 0;
            }
        }
        process.destroy();
        throw Failure.unavailable(
                "store.too-slow",
                "The store did not answer within " + TIMEOUT.toMinutes() + " minutes; see " + log + ".",
                null);
    }

    /** The same command without the flag, in a session of its own where the system has that. */
    private List<String> command() {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(SameProgram.command(
                flag -> !flag.startsWith("-D" + Terminal.INTERACTIVE),
                List.of("-D" + MARK + "=true"),
                arguments.stream()
                        .filter(argument -> !argument.equals("--detach"))
                        .toList()));
        return command;
    }

    private boolean answers() throws InterruptedException {
        Optional<RunningNode> node = RunningNode.find(data);
        return node.isPresent()
                && (node.get().url().isEmpty() || Http.answers(node.get().url() + "/"));
    }

    /** What the other process says once it is open; empty until it has said all of it. */
    private static List<String> announcement(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        List<String> said = lines.stream()
                .dropWhile(line -> !line.startsWith("Peakday is open"))
                .toList();
        return said.stream().anyMatch(line -> line.startsWith("'peakday down")) ? said : List.of();
    }

    private static String lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        List<String> messages =
                lines.stream().filter(line -> line.startsWith("peakday: ")).toList();
        return messages.isEmpty()
                ? "The store did not start; see " + log + "."
                : messages.getLast().substring("peakday: ".length());
    }
}
