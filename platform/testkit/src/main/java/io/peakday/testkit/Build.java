package io.peakday.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * The Maven build that a process belongs to. Its test processes find each other's engines in a folder named by Maven's process, where
 * each engine has
 *
 * <ul>
 *   <li>a file {@code turn}, locked by who looks for the engine, and starts it if it is not there, so that it is started once;
 *   <li>a file {@code life}, locked by the engine's process as long as it lives; the operating system unlocks it, however that ends;
 *   <li>a file {@code started}, which names the engine's own folder.
 * </ul>
 *
 * @param maven the process that runs the build
 */
record Build(ProcessHandle maven, Path folder) {
    /** The root pom says Maven's process by it. */
    private static final String MAVEN = "peakday.test.build";

    private static final Duration START = Duration.ofMinutes(1);

    /** None in an editor, which may know the property's name and no value for it. */
    static Optional<Build> current() {
        String pid = System.getProperty(MAVEN, "");
        return pid.matches("[0-9]{1,10}") ? of(Long.parseLong(pid)) : Optional.empty();
    }

    static Optional<Build> of(long pid) {
        return ProcessHandle.of(pid).map(maven -> new Build(maven, TestFolder.of(maven, "build")));
    }

    /** The folder of the build's engine, which is started if there is none. */
    Path engine(SharedEngine engine) {
        try (FileChannel turn = open(engine, "turn");
                FileLock _ = turn.lock()) {
            Path started = file(engine, "started");
            if (!lives(engine)) {
                Files.deleteIfExists(started);
                host(engine);
                await("the build's " + engine.id())
                        .atMost(START)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> Files.exists(started));
            }
            String its = Files.readString(started);
            if (its.isEmpty()) {
                throw new IllegalStateException(Files.readString(file(engine, "log")));
            }
            return Path.of(its);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the engine's process holds as long as it lives. */
    FileChannel live(SharedEngine engine) throws IOException {
        FileChannel life = open(engine, "life");
        if (life.tryLock() == null) {
            throw new IllegalStateException("another " + engine.id() + " of this build lives");
        }
        return life;
    }

    /**
     * Says where the engine is.
     *
     * @param its its folder; empty if it could not be started
     */
    void announce(SharedEngine engine, String its) throws IOException {
        Path whole = Files.writeString(file(engine, "starting"), its);
        Files.move(whole, file(engine, "started"), StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean lives(SharedEngine engine) throws IOException {
        try (FileChannel life = open(engine, "life");
                FileLock free = life.tryLock()) {
            return free == null;
        }
    }

    /**
     * By a shell that does not wait, so that it is no child of this process: it outlives it, and is none of those that tests signal
     * because they are their own.
     */
    private void host(SharedEngine engine) throws IOException {
        new ProcessBuilder(
                        "sh",
                        "-c",
                        "\"$@\" &",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + engine.heap(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineHost.class.getName(),
                        engine.name(),
                        Long.toString(maven.pid()))
                .redirectErrorStream(true)
                .redirectOutput(file(engine, "log").toFile())
                .start();
    }

    private FileChannel open(SharedEngine engine, String what) throws IOException {
        return FileChannel.open(file(engine, what), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private Path file(SharedEngine engine, String what) {
        return folder.resolve(engine.id() + "." + what);
    }
}
