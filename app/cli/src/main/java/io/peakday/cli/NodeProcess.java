package io.peakday.cli;

import io.peakday.commandkit.Terminal;
import io.peakday.server.EndsWith;
import io.peakday.server.RunningNode;
import io.peakday.server.settings.KnownSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node of a cluster on this machine: {@code peakday up} as a process of its own, in a folder of its own. */
final class NodeProcess {
    private static final String SETSID = "/usr/bin/setsid";

    private final Process process;
    private final Path folder;

    private NodeProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * How to start a node.
     *
     * @param folder its own data folder
     * @param port 0 for a free one
     * @param heap of its virtual machine, such as {@code 512m}
     * @param settings that it is given by its environment, because one of them may be a secret
     * @param arguments of {@code up} beside folder and port
     */
    record Launch(Path folder, int port, String heap, Map<String, String> settings, List<String> arguments) {
        Launch at(int otherPort) {
            return new Launch(folder, otherPort, heap, settings, arguments);
        }

        private List<String> command() {
            List<String> all =
                    new ArrayList<>(List.of("up", "--data", folder.toString(), "--port", Integer.toString(port)));
            all.addAll(arguments);
            List<String> command = new ArrayList<>();
            if (Files.isExecutable(Path.of(SETSID))) {
                // Ctrl-C is for the cluster, which then stops its nodes in order.
                command.add(SETSID);
            }
            command.addAll(SameProgram.command(
                    Launch::keeps,
                    List.of("-Xms128m", "-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError", EndsWith.thisProcess()),
                    all));
            return command;
        }

        /** A node is no command: how small and how hastily compiled that one may be is not how a server should be. */
        private static boolean keeps(String flag) {
            return List.of(
                            "-Xm",
                            "-XX:TieredStopAtLevel",
                            "-javaagent",
                            "-Dpeakday.start-cache",
                            "-D" + Terminal.INTERACTIVE)
                    .stream()
                    .noneMatch(flag::startsWith);
        }
    }

    static NodeProcess start(Launch launch) throws IOException {
        Path log = Files.createDirectories(launch.folder().resolve("logs")).resolve("up.log");
        ProcessBuilder builder = new ProcessBuilder(launch.command())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        launch.settings().forEach((key, value) -> builder.environment().put(KnownSettings.environment(key), value));
        return new NodeProcess(builder.start(), launch.folder());
    }

    /** What it has left in its folder once it is open; empty until then. */
    Optional<RunningNode> running() {
        return RunningNode.find(folder).filter(node -> node.pid() == process.pid());
    }

    Process process() {
        return process;
    }

    /** The last lines that it said, to be put into a sentence. */
    String said() throws IOException {
        Path log = folder.resolve("logs").resolve("up.log");
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        List<String> messages =
                lines.stream().filter(line -> line.startsWith("peakday: ")).toList();
        return messages.isEmpty() ? "see " + log : messages.getLast().substring("peakday: ".length());
    }
}
