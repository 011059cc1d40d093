package io.peakday.engines;

import io.peakday.kernel.Failure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** A Kafka cluster elsewhere. */
final class RemoteKafka implements KafkaEngine {
    private static final Duration STATUS = Duration.ofSeconds(2);

    private final EngineSettings.Kafka settings;
    private final String servers;
    private volatile @Nullable Admin admin;
    private volatile boolean answered;

    RemoteKafka(EngineSettings.Kafka settings) {
        this.settings = settings;
        this.servers = Objects.requireNonNull(settings.servers(), "servers");
    }

    @Override
    public void open() {
        try {
            Map<String, Object> configuration = new HashMap<>(settings.properties());
            configuration.put("bootstrap.servers", servers);
            configuration.put("client.id", "peakday-status");
            Admin fresh = Admin.create(configuration);
            admin = fresh;
            nodes(fresh, settings.patience());
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            close();
            throw Failure.unavailable(
                    "kafka.unreachable",
                    "Kafka at " + servers + " does not answer (" + said(e) + "). Check"
                            + " peakday.engines.kafka.servers, or leave it out to run the embedded one.",
                    e);
        }
    }

    @Override
    public String servers() {
        return servers;
    }

    @Override
    public Map<String, String> clientProperties() {
        return settings.properties();
    }

    @Override
    public String name() {
        return "Kafka";
    }

    @Override
    public EngineStatus status() {
        Admin open = admin;
        if (open == null) {
            return new EngineStatus("Kafka", false, false, "", servers, "It has not answered yet.", Map.of());
        }
        try {
            long nodes = nodes(open, STATUS);
            return new EngineStatus("Kafka", false, true, "", servers, null, Map.of("brokers", nodes));
        } catch (ExecutionException | TimeoutException e) {
            answered = false;
            return new EngineStatus("Kafka", false, false, "", servers, "It does not answer: " + said(e), Map.of());
        }
    }

    @Override
    public @Nullable String trouble() {
        return status().trouble();
    }

    /** As it was when last asked. */
    @Override
    public boolean up() {
        return answered;
    }

    @Override
    public boolean fell() {
        return false;
    }

    @Override
    public void revive() {
        throw new IllegalStateException("not ours to start");
    }

    @Override
    public void close() {
        Admin open = admin;
        admin = null;
        if (open != null) {
            open.close(Duration.ofSeconds(1));
        }
    }

    private long nodes(Admin open, Duration timeout) throws ExecutionException, TimeoutException {
        try {
            int nodes = open.describeCluster()
                    .nodes()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .size();
            answered = true;
            return nodes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        }
    }

    private static String said(Exception e) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return cause.getMessage() != null ? cause.getMessage() : "no answer in time";
    }
}
