package io.peakday.engines;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A second program, to be killed. It speaks in lines on its standard output. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;
    private final List<String> received = new ArrayList<>();

    /** Runs the main class with this program's class path, under the words given (such as {@code unshare -U}). */
    public ChildJvm(List<String> words, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(words);
        command.addAll(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    public long pid() {
        return process.pid();
    }

    /** The next line that begins so, without its beginning; fails if the program ends before. */
    public String await(String beginning) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            received.add(line);
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length()).strip();
            }
        }
        throw new AssertionError("ended without \"" + beginning + "\", after " + received);
    }

    /** What it said last with this beginning, up to its end. */
    public Optional<String> last(String beginning) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            received.add(line);
        }
        return received.stream()
                .filter(line -> line.startsWith(beginning))
                .reduce((a, b) -> b)
                .map(line -> line.substring(beginning.length()).strip());
    }

    /** Kills it hard, as {@code kill -9} does. */
    public void kill() {
        // Not through the process, which would close its streams: its last words are still to be read.
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
