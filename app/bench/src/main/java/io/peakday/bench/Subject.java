package io.peakday.bench;

import io.peakday.kernel.Failure;
import io.peakday.server.RunningNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        Files.createDirectories(data);
        Path log = data.resolve("bench-node.log");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xms256m",
                "-Xmx640m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.peakday.cli.Peakday",
                "up",
                "--data",
                data.toString(),
                "--port",
                "0"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw Failure.unavailable(
                        "bench.no-store", "The store to measure did not start; see " + log + ".", null);
            }
            Optional<RunningNode> node = RunningNode.find(data);
            if (node.isPresent()) {
                return new Subject(process, node.get(), data);
            }
        }
        process.destroy();
        throw Failure.unavailable("bench.no-store", "The store to measure did not answer; see " + log + ".", null);
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

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
