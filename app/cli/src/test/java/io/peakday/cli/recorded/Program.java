package io.peakday.cli.recorded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program, called on one data folder with one settings file. */
final class Program {
    private static final Pattern STOREFRONT = Pattern.compile("Storefront +(http\\S+?)/?\\s");
    private static final long TIMEOUT_MINUTES = 4;

    private final Path launcher;
    private final Path data;
    private final Path settings;

    Program(Path launcher, Path data, Path settings) {
        this.launcher = launcher;
        this.data = data;
        this.settings = settings;
    }

    record Ended(int code, String output) {}

    /** Opens the store on a free port and returns its address, without a slash at its end. */
    String up(String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("up", "--port", "0", "--detach"));
        command.addAll(List.of(more));
        Matcher address = STOREFRONT.matcher(succeed("", command.toArray(String[]::new)));
        if (!address.find()) {
            throw new IllegalStateException("the program does not say where the store is");
        }
        return address.group(1);
    }

    void down() throws IOException, InterruptedException {
        succeed("", "down");
    }

    /**
     * What the command says.
     *
     * @throws IllegalStateException if it does not end with 0
     */
    String succeed(String input, String... command) throws IOException, InterruptedException {
        Ended ended = run(input, command);
        if (ended.code() != 0) {
            throw new IllegalStateException(
                    "'" + String.join(" ", command) + "' ended with " + ended.code() + ": " + ended.output());
        }
        return ended.output();
    }

    Ended run(String input, String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(launcher.toString()));
        words.addAll(List.of(command));
        words.addAll(List.of("--data", data.toString(), "--config", settings.toString()));
        // Through files: a store that was detached may keep open what it has inherited.
        Path output = Files.createTempFile("peakday-output", ".txt");
        Path given = Files.writeString(Files.createTempFile("peakday-input", ".txt"), input);
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectInput(given.toFile())
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "'" + String.join(" ", command) + "' did not end: " + Files.readString(output));
            }
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(given);
        }
    }
}
