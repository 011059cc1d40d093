package io.peakday.engines;

import io.peakday.engines.kafka.KafkaOptions;
import io.peakday.engines.kafka.KafkaServer;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;

/** The embedded Kafka broker. */
final class LocalKafka implements KafkaEngine {
    private final KafkaServer server;
    private volatile boolean wanted = true;
    private volatile boolean opened;

    LocalKafka(Path folder, EngineSettings.Kafka settings) {
        this.server = new KafkaServer(new KafkaOptions(folder, settings.port(), Map.of()));
    }

    @Override
    public void open() {
        server.start();
        opened = true;
    }

    @Override
    public String servers() {
        return server.servers();
    }

    @Override
    public Map<String, String> clientProperties() {
        return server.clientProperties();
    }

    @Override
    public String name() {
        return "Kafka";
    }

    @Override
    public EngineStatus status() {
        String trouble = trouble();
        return new EngineStatus(
                "Kafka", true, trouble == null, AppInfoParser.getVersion(), servers(), trouble, Map.of());
    }

    @Override
    public @Nullable String trouble() {
        if (server.running()) {
            return null;
        }
        String reason = server.trouble();
        if (reason != null) {
            return "It gave up: " + reason;
        }
        return wanted ? "It is still starting." : "It was stopped.";
    }

    @Override
    public boolean up() {
        return server.started();
    }

    @Override
    public synchronized void start() {
        wanted = true;
        server.start();
    }

    @Override
    public synchronized void stop() {
        wanted = false;
        server.stop();
    }

    @Override
    public synchronized void revive() {
        if (fell()) {
            server.start();
        }
    }

    @Override
    public boolean fell() {
        return wanted && opened && !server.started();
    }

    @Override
    public synchronized void close() {
        wanted = false;
        server.stop();
    }
}
