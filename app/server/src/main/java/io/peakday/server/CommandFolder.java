package io.peakday.server;

import io.peakday.engines.EngineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a command locks where a node has the store's: {@code run/command-<pid>}. It holds the lock and nothing else,
 * and goes with the command; one that was killed leaves it behind.
 */
record CommandFolder(Path path) {
    /** That of this process. */
    static CommandFolder in(Path store) {
        return new CommandFolder(store.resolve("run")
                .resolve("command-" + ProcessHandle.current().pid()));
    }

    /** The folder that these engines lock, if it is a command's; null if it is the store's own. */
    static @Nullable CommandFolder of(EngineSettings engines, Path store) {
        Path locked = engines.folder().toAbsolutePath().normalize();
        return locked.equals(store) ? null : new CommandFolder(locked);
    }

    /** To be called when it is locked no more. */
    void remove() {
        try {
            Files.deleteIfExists(path.resolve("peakday.lock"));
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // An empty folder does no harm.
            System.getLogger(CommandFolder.class.getName()).log(System.Logger.Level.DEBUG, "left behind", e);
        }
    }
}
