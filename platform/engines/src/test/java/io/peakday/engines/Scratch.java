package io.peakday.engines;

import static org.awaitility.Awaitility.await;

import io.peakday.kernel.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A temporary folder that is deleted however much an engine has left in it. */
public final class Scratch implements AutoCloseable {
    private final Path path;

    public Scratch(String purpose) {
        try {
            path = Files.createTempDirectory("peakday-" + purpose + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    /** The last processes of a server that was killed may write for another moment. */
    @Override
    public void close() {
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            FileTree.delete(path);
            return !Files.exists(path);
        });
    }
}
