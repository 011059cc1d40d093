package io.peakday.testkit;

import io.peakday.engines.KafkaBootstrap;
import io.peakday.engines.kafka.KafkaOptions;
import io.peakday.engines.kafka.KafkaServer;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Kafka broker of its own for a test class that stops and starts it.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PrivateKafka kafka = new PrivateKafka();
 * }</pre>
 */
public final class PrivateKafka implements BeforeAllCallback, AfterAllCallback {
    private @Nullable Path folder;
    private @Nullable KafkaServer server;
    private int depth;

    public KafkaBootstrap bootstrap() {
        return new BrokerBootstrap(this::server);
    }

    public void stop() {
        server().stop();
    }

    /** Starts the broker again, on the same port, with what it had. */
    public void start() {
        server().start();
    }

    /** The folder with the logs of its topics, one folder for each partition; to be damaged while the broker is stopped. */
    public synchronized Path logs() {
        server();
        return java.util.Objects.requireNonNull(folder).resolve("logs");
    }

    /** Takes all that it had from a stopped broker, as a lost disk would; it starts as a new one. */
    public synchronized void wipe() {
        TestFolder.delete(logs());
    }

    /** Takes a stopped broker's whole folder, its port and its password too, so that it comes back elsewhere and as another one. */
    public synchronized void wipeFolder() {
        server();
        TestFolder.delete(java.util.Objects.requireNonNull(folder));
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        depth++;
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        if (--depth > 0) {
            return;
        }
        if (server != null) {
            server.stop();
        }
        if (folder != null) {
            TestFolder.delete(folder);
        }
        server = null;
        folder = null;
    }

    private synchronized KafkaServer server() {
        if (server == null) {
            folder = TestFolder.create("private-kafka");
            server = new KafkaServer(new KafkaOptions(folder, 0, Map.of()));
            server.start();
        }
        return server;
    }
}
