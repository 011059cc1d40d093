package io.peakday.server.whole;

import io.peakday.checkout.CheckoutSteps;
import io.peakday.engines.StartListener;
import io.peakday.kernel.ProgramClock;
import io.peakday.server.NodeLife;
import io.peakday.server.StoreOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A whole node in a process of its own, to be killed: at a step of checkout that is given to it by name, where
 * {@code Runtime.halt} closes no connection and runs no finally block, or at once from outside.
 *
 * <p>The two talk in lines. When the input of the child ends, because its parent has, it ends too.
 */
public final class ChildNode implements AutoCloseable {
    /** What {@code kill -9} leaves as well. */
    public static final int KILLED = 137;

    private static final long TIMEOUT_S = 60;
    private static final String LISTENING = "listening ";
    private static final String DYING = "dying at ";
    private static final String CLOCK = "clock ";
    private static final String ENDED = "(ended)";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> said = new ArrayList<>();
    private final String url;

    private ChildNode(Process process) {
        this.process = process;
        Thread.ofVirtual().name("child-node-output").start(this::listen);
        this.url = await(LISTENING);
    }

    /** Starts it with these flags on this folder; returns once it listens. */
    public static ChildNode start(StoreOptions options) {
        return start(options, Map.of());
    }

    /** @param properties system properties of its virtual machine */
    public static ChildNode start(StoreOptions options, Map<String, String> properties) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-D" + CheckoutSteps.KILL_AT + "="));
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                ChildNode.class.getName(),
                String.valueOf(options.data())));
        options.flags().forEach((key, value) -> command.add(key + "=" + value));
        try {
            return new ChildNode(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return url;
    }

    /** From now on it ends at the step of that name. */
    public void diesAt(String step) throws IOException {
        order(step);
        await(DYING + step);
    }

    /** From now on its clock is so far ahead of the machine's, or behind it. */
    public void clock(Duration ahead) throws IOException {
        order(CLOCK + ahead);
        await(CLOCK + ahead);
    }

    private void order(String line) throws IOException {
        var input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(line + "\n");
        input.flush();
    }

    /** How it ended, once it has. */
    public int ending() throws InterruptedException {
        if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
            throw new AssertionError("lives on, having said " + said);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** Whatever it says, at once, so that it never waits for being read. */
    private void listen() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add(e.toString());
        } finally {
            lines.add(ENDED);
        }
    }

    private String await(String beginning) {
        try {
            String line = "";
            while (line != null && !line.equals(ENDED)) {
                if (line.startsWith(beginning)) {
                    return line.substring(beginning.length());
                }
                line = lines.poll(TIMEOUT_S, TimeUnit.SECONDS);
                said.add(String.valueOf(line));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
        throw new AssertionError("nothing like \"" + beginning + "\" came, but " + said);
    }

    /** The child: its data folder, then flags as {@code key=value}. */
    public static void main(String[] args) throws IOException {
        Map<String, String> flags = new HashMap<>();
        for (String flag : args) {
            int is = flag.indexOf('=');
            if (is > 0) {
                flags.put(flag.substring(0, is), flag.substring(is + 1));
            }
        }
        NodeLife node =
                NodeLife.start(new StoreOptions(Path.of(args[0]), null, Map.of(), flags), StartListener.silent());
        System.out.println(LISTENING + node.url());
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String step = orders.readLine(); step != null; step = orders.readLine()) {
            if (step.startsWith(CLOCK)) {
                System.setProperty(ProgramClock.SHIFT, step.substring(CLOCK.length()));
                System.out.println(step);
            } else {
                System.setProperty(CheckoutSteps.KILL_AT, step);
                System.out.println(DYING + step);
            }
        }
        Runtime.getRuntime().halt(KILLED);
    }
}
