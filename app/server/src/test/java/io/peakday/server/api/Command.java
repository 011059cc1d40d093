package io.peakday.server.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Programs that are run in one folder, and have to end well. */
record Command(Path folder) {
    private static final int LONGEST_MINUTES = 5;

    /** What it printed; fails with all of it if the command does. */
    String run(String... command) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + ":\n" + printed + Files.readString(errors));
        }
        return printed;
    }
}
