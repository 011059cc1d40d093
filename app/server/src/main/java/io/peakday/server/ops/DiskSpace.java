package io.peakday.server.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says so before the disk of the data folder is full, because then nothing can be written any more. */
final class DiskSpace implements Supplier<@Nullable String> {
    private static final long LOW = 512L << 20;

    private final Path folder;

    DiskSpace(Path folder) {
        this.folder = folder;
    }

    @Override
    public @Nullable String get() {
        try {
            return trouble(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static @Nullable String trouble(long free) {
        return free >= LOW
                ? null
                : "Only " + (free >> 20)
                        + " MB are free for the data folder; when they are used up nothing can be sold."
                        + " Free some, or give it a larger disk.";
    }
}
