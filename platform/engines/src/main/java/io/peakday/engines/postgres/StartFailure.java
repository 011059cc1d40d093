package io.peakday.engines.postgres;

import io.peakday.kernel.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in a sentence why the server does not start. */
final class StartFailure {
    private static final long LEAST = 1 << 20;

    private StartFailure() {}

    static Failure of(IOException e, Path folder, String user) {
        if (e instanceof AccessDeniedException denied) {
            return readOnly(Path.of(denied.getFile()), user, e);
        }
        return of(String.valueOf(e.getMessage()), folder, user, e);
    }

    static Failure of(String said, Path folder, String user) {
        return of(said, folder, user, null);
    }

    private static Failure of(String said, Path folder, String user, @Nullable IOException e) {
        if (said.contains("No space left")
                || said.contains("Check free disk space")
                || said.contains("quota exceeded")
                || full(folder)) {
            return Failure.unavailable(
                    "folder.disk-full",
                    "The disk that holds " + folder + " is full. Free some space there, or choose another data folder.",
                    e);
        }
        if (said.contains("Read-only file system") || said.contains("Permission denied")) {
            return readOnly(folder, user, e);
        }
        if (said.contains("Address already in use") || said.contains("could not bind")) {
            return Failure.unavailable(
                    "postgres.port-taken",
                    "PostgreSQL cannot have its port, because another program uses it. Stop that program, or leave"
                            + " peakday.engines.postgres.port at 0.",
                    e);
        }
        return Failure.unavailable(
                "postgres.start-failed",
                "PostgreSQL did not start: " + lastError(said) + " More is in " + folder.resolve("server.log") + ".",
                e);
    }

    private static Failure readOnly(Path path, String user, @Nullable IOException e) {
        return Failure.unavailable(
                "folder.read-only",
                "The folder " + path + " cannot be written by user " + user + ", as whom PostgreSQL runs."
                        + " Change the permissions of it and of the folders above, or choose another data folder.",
                e);
    }

    /** The server's last words are lost when its log cannot grow either. */
    private static boolean full(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() < LEAST;
        } catch (IOException e) {
            return false;
        }
    }

    private static String lastError(String said) {
        List<String> lines = said.lines()
                .filter(line -> line.contains("FATAL") || line.contains("PANIC") || line.contains("error"))
                .toList();
        String line = !lines.isEmpty()
                ? lines.getLast()
                : said.lines().filter(l -> !l.isBlank()).reduce((a, b) -> b).orElse("it said nothing.");
        return line.strip().replaceFirst("^.*?(FATAL|PANIC|error): *", "");
    }
}
