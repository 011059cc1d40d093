package io.peakday.engines.kafka;

import io.peakday.engines.PrivateFile;
import io.peakday.engines.local.LocalPort;
import io.peakday.kernel.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker that belongs to this program and runs inside it: one node that is broker and controller at once, on
 * 127.0.0.1.
 *
 * <p>It acknowledges before it flushes, as Kafka does everywhere: after a crash of the machine its newest events may be
 * gone. That is no loss, because an event is first a row of the outbox, and the relay sends again what the broker does
 * not have.
 *
 * <p>Other users of the machine reach its ports, so both listeners, of clients and of the controller, ask for a password
 * ({@code BrokerLogin}), which is there before the first of them opens.
 *
 * <p>Logs that it cannot start from are moved to {@code logs.damaged}.
 *
 * <p>The caller makes sure that one program at a time uses the folder ({@code DataFolder}).
 */
public final class KafkaServer {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaServer.class);
    private static final int ATTEMPTS = 3;
    private static final Duration TIME_TO_ASK = Duration.ofSeconds(5);
    private static final String START_FAILED = "kafka.start-failed";

    private final KafkaOptions options;
    private final LogFolder logs;
    private volatile @Nullable KafkaRaftServer server;
    private volatile @Nullable BrokerLogin login;
    private volatile int port;
    private volatile int controllerPort;

    public KafkaServer(KafkaOptions options) {
        this.options = options;
        this.logs = new LogFolder(options.folder());
    }

    /**
     * Starts the broker and returns once it takes part. Does nothing if it runs.
     *
     * @throws Failure with a sentence that says what is in the way
     */
    public synchronized void start() {
        if (server != null && BrokerExit.reason() == null) {
            return;
        }
        stop();
        try {
            PrivateFile.folder(options.folder());
            login = BrokerLogin.of(options.folder());
            startOnLogs(login);
            LocalPort.keep(options.folder().resolve("port"), port);
            login.writeFor(options.folder(), servers());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Stops the broker cleanly. Does nothing if it does not run. */
    public synchronized void stop() {
        KafkaRaftServer running = server;
        if (running == null) {
            return;
        }
        server = null;
        end(running);
    }

    /** Whether the broker is started and takes connections. */
    public boolean running() {
        return started() && answers(port);
    }

    /** Whether the broker was started and has not given up. */
    public boolean started() {
        return server != null && BrokerExit.reason() == null;
    }

    /** Why the broker gave up by itself, or null. */
    public @Nullable String trouble() {
        return BrokerExit.reason();
    }

    /** The port on 127.0.0.1; may change with a restart, when somebody else has taken it meanwhile. */
    public int port() {
        return port;
    }

    /** The port on 127.0.0.1 where the controller listens; another one at each start. */
    int controllerPort() {
        return controllerPort;
    }

    /** The bootstrap list. */
    public String servers() {
        return "127.0.0.1:" + port;
    }

    /** What every client must set beside the list, once the broker was started; holds its password. */
    public Map<String, String> clientProperties() {
        BrokerLogin known = login;
        if (known == null) {
            throw new IllegalStateException("the broker was never started");
        }
        return known.ofClients();
    }

    /**
     * Starts on the logs that are there, or on empty ones where Kafka cannot start from them. That loses nothing that is not in
     * PostgreSQL too: what was sent is kept there, and is sent again where a topic is another one than before.
     */
    private void startOnLogs(BrokerLogin as) throws IOException {
        boolean known = logs.format();
        try {
            startOnSomePort(as);
        } catch (Failure e) {
            boolean damaged = known
                    && e.code().equals(START_FAILED)
                    && !(e.getCause() instanceof VirtualMachineError)
                    && logs.hasRoom();
            if (!damaged) {
                throw e;
            }
            LOG.error(
                    "Kafka does not start from its logs, so they were moved to {}, and it begins with empty ones: {}",
                    logs.moveAway(),
                    e.getMessage());
            logs.format();
            startOnSomePort(as);
        }
    }

    private void startOnSomePort(BrokerLogin as) throws IOException {
        for (int attempt = 1; server == null; attempt++) {
            startOn(as, choosePort(attempt), attempt);
        }
    }

    private void startOn(BrokerLogin as, int brokerPort, int attempt) throws IOException {
        int forController = LocalPort.free();
        while (forController == brokerPort) {
            forController = LocalPort.free();
        }
        BrokerExit.guard();
        KafkaRaftServer fresh = null;
        try {
            fresh = new KafkaRaftServer(
                    new KafkaConfig(options.properties(as, brokerPort, forController), false), Time.SYSTEM);
            fresh.startup();
            if (BrokerExit.reason() != null) {
                throw new IOException(BrokerExit.reason());
            }
            port = brokerPort;
            controllerPort = forController;
            server = fresh;
        } catch (RuntimeException | IOException | Error e) {
            if (fresh != null) {
                end(fresh);
            }
            boolean taken = saidBy(e).contains("already in use") || saidBy(e).contains("Socket server failed to bind");
            if (!taken || options.port() != 0 || attempt == ATTEMPTS) {
                throw failure(e);
            }
        }
    }

    /**
     * Stops it cleanly. A broker that gave up asks a controller that is no more whether it may go, for five minutes; it is
     * interrupted in that, and goes on stopping.
     */
    private static void end(KafkaRaftServer running) {
        boolean gaveUp = BrokerExit.reason() != null;
        Thread stopping = Thread.ofPlatform().name("stop-kafka").start(() -> {
            try {
                running.shutdown();
                running.awaitShutdown();
            } catch (RuntimeException | Error e) {
                LOG.warn("Kafka did not stop cleanly", e);
            }
        });
        try {
            if (gaveUp && !stopping.join(TIME_TO_ASK)) {
                stopping.interrupt();
            }
            stopping.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int choosePort(int attempt) throws IOException {
        if (options.port() != 0) {
            return options.port();
        }
        return attempt == 1 ? LocalPort.keptOrFree(options.folder().resolve("port")) : LocalPort.free();
    }

    private Failure failure(Throwable e) {
        String said = saidBy(e);
        if (said.contains("No space left")) {
            return Failure.unavailable(
                    "folder.disk-full",
                    "The disk that holds " + options.folder()
                            + " is full. Free some space there, or choose another data folder.",
                    e);
        }
        if (e instanceof AccessDeniedException
                || said.contains("Read-only file system")
                || said.contains("Permission denied")
                || said.contains("not writable")) {
            return Failure.unavailable(
                    "folder.read-only",
                    "The folder " + options.folder() + " cannot be written by user " + System.getProperty("user.name")
                            + ". Change its owner or permissions, or choose another data folder.",
                    e);
        }
        if (said.contains("already in use") || said.contains("failed to bind")) {
            return Failure.unavailable(
                    "kafka.port-taken",
                    "Kafka cannot have its port, because another program uses it. Stop that program, or leave"
                            + " peakday.engines.kafka.port at 0.",
                    e);
        }
        return Failure.unavailable(START_FAILED, "Kafka did not start: " + said, e);
    }

    private static String saidBy(Throwable e) {
        StringBuilder said = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            said.append(said.isEmpty() ? "" : ": ").append(cause.getMessage());
        }
        return said.toString();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    Math.toIntExact(Duration.ofMillis(500).toMillis()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
