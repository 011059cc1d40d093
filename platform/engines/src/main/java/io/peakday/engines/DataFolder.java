package io.peakday.engines;

import io.peakday.kernel.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything a store keeps on this machine, used by one program at a time.
 *
 * <p>The lock is the operating system's, on the file {@code peakday.lock}, so it ends with the process however that
 * ends. The process id is in a second file, {@code peakday.pid}, because POSIX drops a process's locks on a file when
 * the process closes <i>any</i> descriptor of it: the lock file is opened once by its owner, and never for reading.
 */
public final class DataFolder implements AutoCloseable {
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;
    private boolean open = true;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder if need be, locks it, and closes it to everybody but its owner, with all that is in it. Whatever the
     * process makes from now on, here or elsewhere, is for its owner only.
     *
     * @param modes what in it is the store's
     * @throws Failure {@code folder.in-use} (the sentence names the process), {@code folder.read-only}, {@code
     *     folder.disk-full}, {@code folder.not-a-folder}
     */
    public static DataFolder open(Path folder, FolderModes modes) {
        Path path = folder.toAbsolutePath().normalize();
        Umask.restrict();
        try {
            PrivateFile.folder(path);
            path = path.toRealPath();
            if (!OURS.add(path)) {
                throw inUse(path, OptionalLong.of(ProcessHandle.current().pid()));
            }
            FileChannel channel = null;
            try {
                channel = FileChannel.open(lockFile(path), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock();
                if (lock == null) {
                    throw inUse(path, writtenPid(path));
                }
                modes.close(path);
                Files.writeString(
                        pidFile(path), Long.toString(ProcessHandle.current().pid()));
                return new DataFolder(path, channel);
            } catch (IOException | RuntimeException e) {
                OURS.remove(path);
                if (channel != null) {
                    channel.close();
                }
                throw e;
            }
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /** The process that uses the folder now, if any. */
    public static OptionalLong heldBy(Path folder) {
        try {
            if (!Files.exists(lockFile(folder))) {
                return OptionalLong.empty();
            }
            Path path = folder.toRealPath();
            if (OURS.contains(path)) {
                return OptionalLong.of(ProcessHandle.current().pid());
            }
            try (FileChannel channel = FileChannel.open(lockFile(path), StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                return lock != null ? OptionalLong.empty() : writtenPid(path);
            }
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    public Path path() {
        return path;
    }

    /** A folder in it; made when first asked for. */
    public Path folder(String name) {
        Path folder = path.resolve(name);
        try {
            return PrivateFile.folder(folder);
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    /** Gives the folder free. */
    @Override
    public synchronized void close() {
        if (!open) {
            return;
        }
        open = false;
        try {
            Files.deleteIfExists(pidFile(path));
            channel.close();
        } catch (IOException e) {
            throw failure(path, e);
        } finally {
            OURS.remove(path);
        }
    }

    private static Path lockFile(Path folder) {
        return folder.resolve("peakday.lock");
    }

    private static Path pidFile(Path folder) {
        return folder.resolve("peakday.pid");
    }

    /** Zero where the owner has not written it yet. */
    private static OptionalLong writtenPid(Path folder) throws IOException {
        if (!Files.exists(pidFile(folder))) {
            return OptionalLong.of(0);
        }
        String text =
                Files.readString(pidFile(folder), StandardCharsets.US_ASCII).strip();
        return OptionalLong.of(text.matches("\\d{1,10}") ? Long.parseLong(text) : 0);
    }

    private static Failure inUse(Path path, OptionalLong pid) {
        String who = pid.orElse(0) > 0 ? " (process " + pid.getAsLong() + ")" : "";
        return Failure.conflict(
                "folder.in-use",
                "A Peakday that is running" + who + " uses the data folder " + path
                        + ". Stop it with \"peakday down\", or choose another folder with --data.");
    }

    private static Failure failure(Path path, IOException e) {
        String said = String.valueOf(e.getMessage());
        if (said.contains("No space left") || said.contains("quota exceeded")) {
            return Failure.unavailable(
                    "folder.disk-full",
                    "The disk that holds " + path + " is full. Free some space there, or choose another folder with"
                            + " --data.",
                    e);
        }
        if (e instanceof FileAlreadyExistsException || said.contains("Not a directory")) {
            return Failure.unavailable(
                    "folder.not-a-folder", "The data folder " + path + " cannot be made: a file is in its place.", e);
        }
        if (e instanceof AccessDeniedException || said.contains("Read-only file system")) {
            return Failure.unavailable(
                    "folder.read-only",
                    "The data folder " + path + " cannot be written by user " + System.getProperty("user.name")
                            + (denied(e, path) ? " (denied: " + ((FileSystemException) e).getFile() + ")" : "")
                            + ". Change its owner or permissions, or choose another folder with --data.",
                    e);
        }
        return Failure.unavailable("folder.unusable", "The data folder " + path + " cannot be used: " + said, e);
    }

    private static boolean denied(IOException e, @Nullable Path path) {
        return e instanceof FileSystemException file
                && file.getFile() != null
                && !file.getFile().equals(String.valueOf(path));
    }
}
