package io.peakday.benchkit;

import io.peakday.kernel.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A folder made for one command, and removed with everything in it when it is closed, or when the program is asked to
 * stop: then the processes that it started, which use the folder, are stopped first.
 */
public final class ScratchFolder implements AutoCloseable {
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(30);

    private final Path path;
    private final Thread atExit = new Thread(this::abandon, "remove-scratch-folder");

    private ScratchFolder(Path path) {
        this.path = path;
    }

    /** @param name what its name begins with */
    public static ScratchFolder make(String name) throws IOException {
        ScratchFolder folder = new ScratchFolder(Files.createTempDirectory(name));
        Runtime.getRuntime().addShutdownHook(folder.atExit);
        return folder;
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The program is stopping: the hook removes the folder.
            return;
        }
        FileTree.delete(path);
    }

    private void abandon() {
        List<ProcessHandle> children = ProcessHandle.current().children().toList();
        children.forEach(ProcessHandle::destroy);
        try {
            CompletableFuture.allOf(children.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(TIME_TO_STOP.toSeconds(), TimeUnit.SECONDS);
            FileTree.delete(path);
        } catch (InterruptedException | ExecutionException | TimeoutException | IOException e) {
            System.err.println("peakday: could not remove " + path + ": " + e);
        }
    }
}
