package io.peakday.testkit;

import io.peakday.engines.PrivateFile;
import io.peakday.kernel.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Temporary folders of engines and indexes, named by the process that made them, so that those of killed runs can be removed. */
public final class TestFolder {
    private static final Pattern NAME = Pattern.compile("peakday-test-(\\d+)-.*");

    private TestFolder() {}

    /** A new one; {@link #delete} it, or a later run will. */
    public static Path create(String purpose) {
        try {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            sweep(temporary);
            return Files.createTempDirectory(
                    temporary, "peakday-test-" + ProcessHandle.current().pid() + "-" + purpose + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The one of that process for that purpose, which other processes of the same user find by its name; made if it is not there.
     *
     * @throws IllegalStateException if somebody else has made one of that name
     */
    static Path of(ProcessHandle process, String purpose) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "peakday-test-" + process.pid() + "-" + purpose);
        try {
            PrivateFile.folder(folder);
            if (Files.isSymbolicLink(folder) || !PrivateFile.isPrivate(folder) || !isOurs(folder)) {
                throw new IllegalStateException(folder + " is somebody else's");
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, "owner-", null);
        try {
            return Files.getOwner(probe).equals(Files.getOwner(folder));
        } finally {
            Files.delete(probe);
        }
    }

    /** With all that is in it. */
    public static void delete(Path folder) {
        try {
            FileTree.delete(folder);
        } catch (IOException e) {
            System.err.println("Left behind: " + folder + " (" + e.getMessage() + ")");
        }
    }

    private static void sweep(Path temporary) throws IOException {
        try (Stream<Path> folders = Files.list(temporary)) {
            for (Path folder : folders.toList()) {
                Matcher name = NAME.matcher(folder.getFileName().toString());
                if (name.matches()
                        && Files.isWritable(folder)
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    delete(folder);
                }
            }
        }
    }
}
