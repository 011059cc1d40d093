package io.peakday.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Redis server (7.0, from a Maven artifact) of its own for a test class, which may stop, kill and start it: {@code
 * @RegisterExtension static final PrivateRedis redis = new PrivateRedis();}.
 *
 * <p>It keeps nothing on disk: after a kill or a stop it comes back empty, on the same port.
 */
public final class PrivateRedis implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
    private static final String VERSION = "7.0.15";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private @Nullable Path folder;
    private @Nullable Process process;
    private int port;
    private int depth;

    public PrivateRedis() {
        // A run that ends without its after-all, by an exit in the middle, leaves no server behind.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "private-redis-end"));
    }

    /** Where it listens, as clients take it: {@code redis://127.0.0.1:41234}. */
    public synchronized String url() {
        running();
        return "redis://127.0.0.1:" + port;
    }

    /** Ends the server at once, as a power cut would. */
    public synchronized void kill() {
        end(true);
    }

    /** Stops the server cleanly. */
    public synchronized void stop() {
        end(false);
    }

    /** Freezes the server: connections stay, nothing is answered, until {@link #thaw}. */
    public synchronized void freeze() {
        signal("STOP");
    }

    public synchronized void thaw() {
        signal("CONT");
    }

    /** Starts the server, the second time on the port of the first. */
    public synchronized void start() {
        if (process == null || !process.isAlive()) {
            if (port == 0) {
                port = freePort();
            }
            process = launch();
            Awaitility.await().atMost(TIMEOUT).until(this::answers);
        }
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        depth++;
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        if (--depth <= 0) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            end(true);
        }
        if (folder != null) {
            TestFolder.delete(folder);
        }
        folder = null;
        port = 0;
    }

    private void running() {
        if (port == 0) {
            start();
        }
    }

    private Process launch() {
        try {
            if (folder == null) {
                folder = TestFolder.create("private-redis");
                unpack(folder.resolve("redis-server"));
            }
            return new ProcessBuilder(
                            folder.resolve("redis-server").toString(),
                            "--port",
                            String.valueOf(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--appendonly",
                            "no",
                            "--dir",
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("redis.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(Path target) throws IOException {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String name = "/redis-server-" + VERSION + (mac ? "-darwin" : "-linux") + (arm ? "-arm64" : "-amd64");
        try (InputStream binary = PrivateRedis.class.getResourceAsStream(name)) {
            if (binary == null) {
                throw new IOException("There is no Redis server for this machine among the test dependencies: " + name);
            }
            Files.copy(binary, target);
        }
        if (!target.toFile().setExecutable(true)) {
            throw new IOException(target + " cannot be made executable");
        }
    }

    private boolean answers() {
        if (process != null && !process.isAlive() && folder != null) {
            throw new IllegalStateException("Redis did not start: " + tail(folder.resolve("redis.log")));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1000);
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException e) {
            return false;
        }
    }

    private static String tail(Path log) {
        try {
            String said = Files.readString(log);
            return said.substring(Math.max(0, said.length() - 500));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void end(boolean hard) {
        Process running = process;
        if (running == null) {
            return;
        }
        if (hard) {
            running.destroyForcibly();
        } else {
            running.destroy();
        }
        try {
            if (!running.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    private void signal(String name) {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("not running");
        }
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(running.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Free a moment ago; the server fails to start, loudly, if somebody else was quicker. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
