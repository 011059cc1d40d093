package io.peakday.cli;

import io.peakday.commandkit.Terminal;
import io.peakday.kernel.FileTree;
import io.peakday.server.EndsWith;
import io.peakday.server.RunningNode;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the file that lets the next start skip most of loading and linking classes (JEP 483, JEP 514): it more than
 * halves the time to the first page.
 *
 * <p>The virtual machine can only write it when a program ends, and takes seconds for it, so a second node is started
 * beside the first one, idle and on an empty store, and stopped again. That happens once after each build, in the
 * background and with the lowest priority. The launcher names the file ({@code peakday.start-cache}) by the libraries
 * it fits, and uses it when it is there. Without it everything works as well. A store that is stopped meanwhile leaves nothing
 * of it behind.
 */
final class StartCache {
    private static final Logger LOG = System.getLogger(StartCache.class.getName());
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration ENDS = Duration.ofSeconds(5);
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final int KILLED = 128 + 9;

    private final Path wanted;
    /** Where the virtual machine writes it. */
    private final Path draft;

    private @Nullable Path data;
    private @Nullable Process process;
    private boolean over;

    private StartCache(Path wanted) {
        this.wanted = wanted;
        this.draft = wanted.resolveSibling(
                wanted.getFileName() + "." + ProcessHandle.current().pid());
    }

    /** Begins, if the launcher has asked for it; returns at once. */
    static void trainInBackground() {
        String wanted = System.getProperty("peakday.start-cache");
        if (wanted != null && Files.notExists(Path.of(wanted))) {
            StartCache cache = new StartCache(Path.of(wanted));
            Thread.ofPlatform().daemon().name("start-cache").start(cache::train);
        }
    }

    private void train() {
        Thread hook = Thread.ofPlatform().unstarted(this::end);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Thread.sleep(SETTLE);
            Process begun = begin();
            if (begun != null && opened(begun)) {
                begun.destroy();
                if (begun.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS) && begun.exitValue() != KILLED) {
                    keep();
                }
            }
            end();
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IOException e) {
            LOG.log(Level.INFO, "no start cache was made", e);
            end();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "the store is being stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Null: the store is being stopped. */
    private synchronized @Nullable Process begin() throws IOException {
        if (over) {
            return null;
        }
        data = Files.createTempDirectory("peakday-start-");
        process = start(data);
        return process;
    }

    private synchronized void keep() throws IOException {
        if (!over && Files.exists(draft)) {
            Files.move(draft, wanted, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Ends all that was started, and deletes what is left of it. */
    private synchronized void end() {
        if (over) {
            return;
        }
        over = true;
        if (process != null) {
            // The virtual machine lets another one write the file.
            List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList();
            process.destroyForcibly();
            all.forEach(ProcessHandle::destroy);
            await(all);
            all.forEach(ProcessHandle::destroyForcibly);
        }
        try {
            Files.deleteIfExists(draft);
            Files.deleteIfExists(draft.resolveSibling(draft.getFileName() + ".config"));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "left behind", e);
        }
        if (data != null) {
            delete(data);
        }
    }

    private static void await(List<ProcessHandle> all) {
        try {
            CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                    .get(ENDS.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "still running", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process start(Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
            command.addAll(List.of("/usr/bin/nice", "-n", "19"));
        }
        command.addAll(SameProgram.command(
                flag -> !flag.startsWith("-Dpeakday.start-cache") && !flag.startsWith("-D" + Terminal.INTERACTIVE),
                List.of("-XX:AOTCacheOutput=" + draft, "-Xlog:aot*=off", "-Xlog:cds*=off", EndsWith.thisProcess()),
                List.of("up", "--data", folder.toString(), "--port", "0", "--empty")));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
    }

    private boolean opened(Process begun) throws InterruptedException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (System.nanoTime() < end && !begun.waitFor(500, TimeUnit.MILLISECONDS)) {
            Optional<RunningNode> node = RunningNode.find(Objects.requireNonNull(data));
            if (node.isPresent() && Http.answers(node.get().url() + "/")) {
                return true;
            }
        }
        return false;
    }

    /** Again where something is still written to it: the database, which is no child of the node, ends a moment after it. */
    private static void delete(Path folder) {
        long end = System.nanoTime() + ENDS.toNanos();
        do {
            try {
                FileTree.delete(folder);
                return;
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "cannot be deleted yet", e);
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        } while (System.nanoTime() < end);
    }
}
