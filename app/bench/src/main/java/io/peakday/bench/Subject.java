package io.peakday.bench;

import io.peakday.kernel.Failure;
import io.peakday.server.EndsWith;
import io.peakday.server.RunningNode;
import io.peakday.server.settings.KnownSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The store that is measured: a real node in a process of its own, on a data folder of its own. */
public final class Subject implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final RunningNode node;
    private final Path data;

    private Subject(Process process, RunningNode node, Path data) {
        this.process = process;
        this.node = node;
        this.data = data;
    }

    /** Starts a node with the demo marketplace and waits until it answers. */
    public static Subject start(Path data, String... more) throws IOException, InterruptedException {
        return start(data, Map.of(), Map.of(), more);
    }

    /**
     * Starts another node, in a folder of its own, that uses the engines of this one.
     *
     * @param properties system properties of its virtual machine
     */
    public Subject another(Path folder, Map<String, String> properties) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>();
        node.settingsBeside(data).forEach((key, value) -> environment.put(KnownSettings.environment(key), value));
        return start(folder, environment, properties, "--set", "peakday.server.demo=false");
    }

    private static Subject start(
            Path data, Map<String, String> environment, Map<String, String> properties, String... more)
            throws IOException, InterruptedException {
        Files.createDirectories(data);
        Path log = data.resolve("bench-node.log");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xms256m",
                "-Xmx640m",
                EndsWith.thisProcess()));
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "io.peakday.cli.Peakday",
                "up",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--set",
                "peakday.payments.provider=sandbox"));
        command.addAll(List.of(more));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw Failure.unavailable(
                        "bench.no-store", "The store did not start. It said: " + lastLines(log), null);
            }
            Optional<RunningNode> node = RunningNode.find(data);
            if (node.isPresent()) {
                return new Subject(process, node.get(), data);
            }
        }
        process.destroy();
        throw Failure.unavailable(
                "bench.no-store",
                "The store did not answer within " + PATIENCE.toSeconds() + " s. It said: " + lastLines(log),
                null);
    }

    private static String lastLines(Path log) throws IOException {
        List<String> said = Files.readAllLines(log);
        return String.join(" ", said.subList(Math.max(0, said.size() - 3), said.size()));
    }

    public String host() {
        return URI.create(node.url()).getHost().equals("localhost")
                ? "127.0.0.1"
                : URI.create(node.url()).getHost();
    }

    public int port() {
        return URI.create(node.url()).getPort();
    }

    public RunningNode node() {
        return node;
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Processor time spent so far. */
    CpuTimes cpu() {
        return CpuTimes.of(process.toHandle());
    }

    /** Time its virtual machine has compiled so far. */
    Duration compiling() throws InterruptedException {
        return CompileTime.of(process.toHandle());
    }

    public Path data() {
        return data;
    }

    /** Ends it at once, as a power cut does: nothing is told to anybody. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
