package io.peakday.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder made for one command, and removed with everything in it when it is closed.
 *
 * @param path where it is
 */
record ScratchFolder(Path path) implements AutoCloseable {
    /** @param name what its name begins with */
    static ScratchFolder make(String name) throws IOException {
        return new ScratchFolder(Files.createTempDirectory(name));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
