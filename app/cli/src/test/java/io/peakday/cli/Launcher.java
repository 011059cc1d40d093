package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ./peakday} of a program that was built, with a store of its own.
 *
 * @param folder a temporary one of the test; the store is in it
 */
record Launcher(Path script, Path folder) {
    private static final Pattern STOREFRONT = Pattern.compile("Storefront +(http\\S+)");
    /** They take no store: they have none, or make some of their own. */
    private static final Set<String> WITHOUT_A_STORE = Set.of("help", "bench", "drill");

    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** How a command ended, and all that it printed. */
    record Ended(int code, String output) {
        /** Where the store that was opened is. */
        String address() {
            Matcher address = STOREFRONT.matcher(output);
            assertThat(address.find()).as(output).isTrue();
            return address.group(1);
        }
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), "", arguments);
    }

    /** @return what it printed */
    String succeeds(String... arguments) throws IOException, InterruptedException {
        return succeedsWith("", arguments);
    }

    /** @param input what the command reads */
    String succeedsWith(String input, String... arguments) throws IOException, InterruptedException {
        Ended ended = run(Map.of(), input, arguments);
        assertThat(ended.code()).as(ended.output()).isZero();
        return ended.output();
    }

    Ended run(Map<String, String> environment, String input, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        if (Collections.disjoint(WITHOUT_A_STORE, List.of(arguments))) {
            command.addAll(List.of("--data", folder.resolve("store").toString()));
        }
        Path read = Files.writeString(Files.createTempFile(folder, "input", ".txt"), input);
        // To a file: a store that was detached may keep what it has inherited open.
        Path printed = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(read.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        String output = Files.readString(printed);
        assertThat(ended).as("ended in time; it said: " + output).isTrue();
        return new Ended(process.exitValue(), output);
    }
}
