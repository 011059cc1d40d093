package io.peakday.cli;

import io.peakday.commandkit.Terminal;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the file that lets the next start skip most of loading and linking classes (JEP 483, JEP 514): it more than
 * halves the time to the first page.
 *
 * <p>The virtual machine can only write it when a program ends, and takes seconds for it, so a second node is started
 * beside the first one, idle and on an empty store, and stopped again. That happens once after each build, in the
 * background and with the lowest priority. The launcher names the file ({@code peakday.start-cache}) by the libraries
 * it fits, and uses it when it is there. Without it everything works as well.
 */
final class StartCache {
    private static final Logger LOG = System.getLogger(StartCache.class.getName());
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration ENDS = Duration.ofSeconds(5);
    private static final Duration SETTLE = Duration.ofSeconds(10);

    private StartCache() {}

    /** Begins, if the launcher has asked for it; returns at once. */
    static void trainInBackground() {
        String wanted = System.getProperty("peakday.start-cache");
        if (wanted != null && Files.notExists(Path.of(wanted))) {
            Thread.ofPlatform().daemon().name("start-cache").start(() -> train(Path.of(wanted)));
        }
    }

    private static void train(Path wanted) {
        Path data = null;
        Process process = null;
        try {
            Thread.sleep(SETTLE);
            data = Files.createTempDirectory("peakday-start-");
            Path draft = wanted.resolveSibling(
                    wanted.getFileName() + "." + ProcessHandle.current().pid());
            process = start(data, draft);
            Thread hook = stoppedEarly(process, data, draft);
            Runtime.getRuntime().addShutdownHook(hook);
            if (opened(process, data)) {
                process.destroy();
                process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
                if (Files.exists(draft)) {
                    Files.move(draft, wanted, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(hook);
            Files.deleteIfExists(draft);
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.INFO, "no start cache was made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            delete(data);
        }
    }

    /** A store that is stopped while the file is being made leaves nothing of it behind. */
    private static Thread stoppedEarly(Process process, Path data, Path draft) {
        return Thread.ofPlatform().unstarted(() -> {
            process.destroyForcibly();
            try {
                process.waitFor(ENDS.toSeconds(), TimeUnit.SECONDS);
                Files.deleteIfExists(draft);
                Files.deleteIfExists(draft.resolveSibling(draft.getFileName() + ".config"));
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "left behind", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            delete(data);
        });
    }

    private static Process start(Path data, Path draft) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
            command.addAll(List.of("/usr/bin/nice", "-n", "19"));
        }
        command.addAll(SameProgram.command(
                flag -> !flag.startsWith("-Dpeakday.start-cache") && !flag.startsWith("-D" + Terminal.INTERACTIVE),
                List.of("-XX:AOTCacheOutput=" + draft, "-Xlog:aot*=off", "-Xlog:cds*=off", EndsWith.thisProcess()),
                List.of("up", "--data", data.toString(), "--port", "0", "--empty")));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
    }

    private static boolean opened(Process process, Path data) throws InterruptedException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (System.nanoTime() < end && !process.waitFor(500, TimeUnit.MILLISECONDS)) {
            Optional<RunningNode> node = RunningNode.find(data);
            if (node.isPresent() && Http.answers(node.get().url() + "/")) {
                return true;
            }
        }
        return false;
    }

    private static void delete(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "left behind", e);
        }
    }
}
