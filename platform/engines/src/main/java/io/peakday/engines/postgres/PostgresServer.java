package io.peakday.engines.postgres;

import io.peakday.engines.PrivateFile;
import io.peakday.engines.local.LocalPort;
import io.peakday.kernel.Failure;
import io.peakday.kernel.FileTree;
import io.peakday.kernel.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that belongs to this program.
 *
 * <p><b>Life and death.</b> The server is a child process in a session of its own. It is forked from a thread that does
 * nothing else and lives as long as the server, because the kernel's parent-death signal fires when the forking
 * <i>thread</i> ends. A program that is killed hard thus takes its server down cleanly within about a second; where the
 * machine has no such signal, or both were killed, the next start finds the orphan or the stale pid file, stops the one
 * or removes the other, and PostgreSQL recovers from its log.
 *
 * <p><b>Half done.</b> {@code initdb} works in {@code data.new}, which is renamed when it is complete, so a first start
 * that was killed begins again.
 *
 * <p>The caller makes sure that one program at a time uses the folder ({@code DataFolder}).
 */
public final class PostgresServer {
    /** The superuser of the embedded server. */
    public static final String USER = "peakday";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final int ATTEMPTS = 5;
    private static final long LOG_LIMIT = 8L << 20;

    private final PostgresOptions options;
    private final Path data;
    private final ServerLog log;
    private final ChildProcess child = ChildProcess.onThisMachine();
    private volatile @Nullable Process process;
    private volatile int port;
    private volatile String password = "";

    public PostgresServer(PostgresOptions options) {
        this.options = options;
        this.data = options.folder().resolve("data");
        this.log = new ServerLog(options.folder().resolve("server.log"));
    }

    /**
     * Starts the server and returns once it takes connections. Does nothing if it runs.
     *
     * @throws Failure with a sentence that says what is in the way
     */
    public synchronized void start() {
        if (running()) {
            return;
        }
        try {
            PrivateFile.folder(options.folder());
            child.letThrough(options.folder());
            Path home = PostgresBinaries.unpacked(child.handsOver() ? programsToRunAsAnother() : options.cache());
            refuseOtherMajor();
            password = password();
            initialize(home);
            endOrphan();
            log.rotate(LOG_LIMIT);
            launch(home);
        } catch (IOException e) {
            throw StartFailure.of(e, options.folder(), child.user());
        }
    }

    /** Ends all connections and stops the server cleanly. Does nothing if it does not run. */
    public synchronized void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            signal("INT", running.pid());
            if (!running.waitFor(options.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("PostgreSQL did not stop within {}; killing it", options.timeout());
                kill();
            }
            process = null;
        } catch (IOException e) {
            throw Failure.internal("postgres.stop-failed", "PostgreSQL could not be stopped: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the server at once, as a power cut would; for fault tests. */
    public synchronized void kill() {
        Process running = process;
        if (running == null) {
            return;
        }
        List<ProcessHandle> backends = running.descendants().toList();
        running.destroyForcibly();
        running.onExit().join();
        process = null;
        try {
            for (ProcessHandle backend : backends) {
                Processes.awaitEnd(backend, options.timeout());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean running() {
        Process now = process;
        return now != null && now.isAlive();
    }

    /** The port on 127.0.0.1; may change with a restart, when somebody else has taken it meanwhile. */
    public int port() {
        return port;
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Where the data, the passwords and the log are. */
    public Path folder() {
        return options.folder();
    }

    public String user() {
        return USER;
    }

    /** The generated password of {@link #user}; kept in the folder, readable by its owner only. */
    public String superuserPassword() {
        return password;
    }

    /** The process id of the server, or -1. */
    public long pid() {
        Process now = process;
        return now != null && now.isAlive() ? now.pid() : -1;
    }

    /** What runs as another user must not lie in our home folder, and is not that user's to change. */
    private Path programsToRunAsAnother() throws IOException {
        Path programs = options.folder().resolve(ChildProcess.PROGRAMS);
        if (Files.exists(programs) && child.isHandedOver(programs)) {
            FileTree.delete(programs);
        }
        return programs;
    }

    private void refuseOtherMajor() throws IOException {
        Path file = data.resolve("PG_VERSION");
        if (!Files.exists(file)) {
            return;
        }
        int major = Integer.parseInt(Files.readString(file).strip());
        if (major > PostgresBinaries.MAJOR) {
            throw Failure.conflict(
                    "postgres.newer",
                    "The data in " + data + " is of PostgreSQL " + major + ", and this Peakday brings PostgreSQL "
                            + PostgresBinaries.MAJOR + ". Start the newer Peakday, or choose another data folder.");
        }
        if (major < PostgresBinaries.MAJOR) {
            throw Failure.conflict(
                    "postgres.older",
                    "The data in " + data + " is of PostgreSQL " + major + ", and this Peakday brings PostgreSQL "
                            + PostgresBinaries.MAJOR + ". Upgrade it with pg_upgrade, or choose another data folder.");
        }
    }

    private String password() throws IOException {
        PasswordFile file = new PasswordFile(options.folder().resolve("password"));
        String known = file.read();
        if (known != null) {
            return known;
        }
        String fresh = PasswordFile.random();
        file.write(fresh);
        return fresh;
    }

    private void initialize(Path home) throws IOException {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        Path fresh = options.folder().resolve("data.new");
        FileTree.delete(fresh);
        PrivateFile.folder(fresh);
        child.handOver(options.folder());
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/initdb").toString(),
                "--pgdata=" + fresh,
                "--username=" + USER,
                "--pwfile=" + options.folder().resolve("password"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        if ("off".equals(options.configuration().get("fsync"))) {
            command.add("--no-sync");
        }
        // Its words go through a pipe: on a full disk a file could not hold them. This thread lives as long as it does.
        Process initdb = new ProcessBuilder(child.command(command))
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (initdb.waitFor() != 0) {
                throw StartFailure.of(said, options.folder(), child.user());
            }
        } catch (InterruptedException e) {
            initdb.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Stops a server of an earlier run that outlived its program; removes a pid file whose pid is a stranger's now. */
    private void endOrphan() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        String first = Files.readString(file).lines().findFirst().orElse("").strip();
        if (!first.matches("[0-9]{1,10}")) {
            // A power cut can leave an empty file, which PostgreSQL takes for a start that is under way.
            Files.delete(file);
            return;
        }
        long pid = Long.parseLong(first);
        ProcessHandle orphan = ProcessHandle.of(pid).orElse(null);
        if (orphan == null) {
            return;
        }
        String commandLine = orphan.info().commandLine().orElse("");
        if (!commandLine.contains("postgres") || !commandLine.contains(data.toString())) {
            Files.deleteIfExists(file);
            return;
        }
        LOG.info("Stopping the PostgreSQL server that an earlier run left behind (pid {})", pid);
        signal("INT", pid);
        if (!await(() -> Processes.ended(orphan))) {
            orphan.destroyForcibly();
            if (await(() -> Processes.ended(orphan))) {
                // PostgreSQL takes a zombie for a server that runs.
                Files.deleteIfExists(file);
            }
        }
    }

    private void launch(Path home) throws IOException {
        Path kept = options.folder().resolve("port");
        for (int attempt = 1; ; attempt++) {
            int tried = options.port() != 0 ? options.port() : LocalPort.keptOrFree(kept);
            log.mark();
            Process started = child.fork(command(home, tried), options.folder(), log.append());
            process = started;
            if (await(() -> ready(started) || !started.isAlive()) && started.isAlive()) {
                port = tried;
                LocalPort.keep(kept, tried);
                return;
            }
            started.destroyForcibly();
            process = null;
            String said = log.sinceMark();
            boolean bound = said.contains("Address already in use") || said.contains("could not bind");
            boolean lingering =
                    said.contains("pre-existing shared memory") || said.contains("postmaster.pid\" already");
            if (attempt == ATTEMPTS || !(lingering || (bound && options.port() == 0))) {
                throw StartFailure.of(said, options.folder(), child.user());
            }
            if (lingering) {
                pause(1_000);
            }
        }
    }

    private List<String> command(Path home, int onPort) {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/postgres").toString(), "-D", data.toString()));
        command.addAll(List.of("-c", "listen_addresses=127.0.0.1"));
        command.addAll(List.of("-c", "unix_socket_directories="));
        command.addAll(List.of("-c", "port=" + onPort));
        options.configuration().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    private boolean ready(Process started) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() >= 8
                    && lines.getFirst().strip().equals(Long.toString(started.pid()))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    private static void signal(String name, long pid) throws IOException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        kill.onExit().join();
    }

    private boolean await(BooleanSupplier condition) throws IOException {
        long end = System.nanoTime() + options.timeout().toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause(5);
        }
        return true;
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
