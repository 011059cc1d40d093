package io.peakday.benchkit;

import io.peakday.benchkit.Program.Filling;
import io.peakday.commandkit.OpenStore;
import io.peakday.kernel.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The store that is measured: a real node in a process of its own, on a data folder of its own. */
public final class Subject implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Program program;
    private final Process process;
    private final URI address;
    private final Path data;

    private Subject(Program program, Process process, URI address, Path data) {
        this.program = program;
        this.process = process;
        this.address = address;
        this.data = data;
    }

    /** Starts a node with the demo marketplace and waits until it answers. */
    public static Subject start(Program program, Path data, String... more) throws IOException, InterruptedException {
        return start(program, data, Filling.MARKETPLACE, Map.of(), Map.of(), more);
    }

    /** Starts a node whose store is filled so far, and waits until it answers. */
    static Subject start(Program program, Path data, Filling filling) throws IOException, InterruptedException {
        return start(program, data, filling, Map.of(), Map.of());
    }

    /**
     * Starts another node, in a folder of its own, that uses the engines of this one.
     *
     * @param properties system properties of its virtual machine
     */
    public Subject another(Path folder, Map<String, String> properties) throws IOException, InterruptedException {
        return start(program, folder, Filling.NOTHING_NEW, program.besides(data), properties);
    }

    private static Subject start(
            Program program,
            Path data,
            Filling filling,
            Map<String, String> environment,
            Map<String, String> properties,
            String... more)
            throws IOException, InterruptedException {
        Files.createDirectories(data);
        Path log = data.resolve("bench-node.log");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xms256m",
                "-Xmx640m"));
        command.addAll(program.startsWith(properties));
        command.addAll(List.of("up", "--data", data.toString(), "--port", "0"));
        program.settings(filling).forEach((name, value) -> command.addAll(List.of("--set", name + "=" + value)));
        command.addAll(List.of(more));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (System.nanoTime() < end) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw Failure.unavailable(
                        "bench.no-store", "The store did not start. It said: " + lastLines(log), null);
            }
            Optional<String> address = program.address(data);
            if (address.isPresent()) {
                return new Subject(program, process, URI.create(address.get()), data);
            }
        }
        process.destroy();
        throw Failure.unavailable(
                "bench.no-store",
                "The store did not answer within " + TIMEOUT.toSeconds() + " s. It said: " + lastLines(log),
                null);
    }

    private static String lastLines(Path log) throws IOException {
        List<String> said = Files.readAllLines(log);
        return String.join(" ", said.subList(Math.max(0, said.size() - 3), said.size()));
    }

    public String host() {
        return address.getHost().equals("localhost") ? "127.0.0.1" : address.getHost();
    }

    public int port() {
        return address.getPort();
    }

    /** Opens its store beside it: what its modules offer, on its engines. */
    public OpenStore open() {
        return program.open(data);
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Processor time spent so far. */
    public CpuTimes cpu() {
        return CpuTimes.of(process.toHandle());
    }

    /** Time its virtual machine has compiled so far. */
    public Duration compiling() throws InterruptedException {
        return CompileTime.of(process.toHandle());
    }

    public Path data() {
        return data;
    }

    /** Ends it at once, as a power cut does: nobody is notified. */
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
