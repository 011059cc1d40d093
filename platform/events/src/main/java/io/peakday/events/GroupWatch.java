package io.peakday.events;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether Kafka keeps a consumer group: the client itself waits indefinitely, without a word, for a coordinator that does not
 * come up, and goes on reading what it once was given when the coordinator falls silent.
 */
final class GroupWatch {
    private static final Duration ASK_EVERY = Duration.ofSeconds(30);

    private final Topics topics;
    private final String group;
    private final EventSettings.Consumers settings;
    private long began;
    private long asked;
    private boolean joined;
    private double silent;
    private @Nullable Metric heartbeat;

    GroupWatch(Topics topics, String group, EventSettings.Consumers settings) {
        this.topics = topics;
        this.group = group;
        this.settings = settings;
    }

    /** Kafka answers, but keeps no group. */
    static final class NoCoordinator extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoCoordinator(String message) {
            super(message);
        }

        NoCoordinator(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Kafka keeps the group, but its client gets no heartbeat of it, and has to be made again. */
    static final class NoHeartbeat extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoHeartbeat(String message) {
            super(message);
        }
    }

    void begin() {
        began = System.nanoTime();
        joined = false;
        heartbeat = null;
    }

    /** Whether the group's coordinator answered lately. */
    boolean answers() {
        return joined && silent < timeout();
    }

    /**
     * Looks at what the client knows.
     *
     * @throws NoCoordinator if the group has been without a coordinator for longer than it may, while the broker answers
     * @throws NoHeartbeat if the client had no heartbeat of the coordinator for longer than it may, while the broker has one
     */
    void check(Consumer<?, ?> consumer) {
        double sinceHeartbeat = lastHeartbeat(consumer);
        double running = (System.nanoTime() - began) / 1e9;
        joined = sinceHeartbeat >= 0;
        silent = joined ? Math.min(sinceHeartbeat, running) : running;
        if (silent < timeout()
                || System.nanoTime() - asked < Duration.ofSeconds(1).toNanos()) {
            return;
        }
        boolean kept = topics.keepsGroup(group);
        asked = System.nanoTime();
        if (kept) {
            // Kafka says so of groups that it does not know, too; and it is asked by a client of its own, which
            // knows where it is.
            throw new NoHeartbeat("its consumer had no heartbeat of its group for " + Math.round(silent) + " seconds");
        } else if (topics.answers()) {
            throw new NoCoordinator("no coordinator for " + Math.round(silent) + " seconds");
        }
    }

    /** Asks Kafka, from time to time, whether it keeps the group again. */
    boolean isBack() {
        if (System.nanoTime() - asked
                < Math.min(ASK_EVERY.toNanos(), settings.groupPatience().toNanos())) {
            return false;
        }
        boolean kept = topics.keepsGroup(group);
        asked = System.nanoTime();
        return kept;
    }

    private double timeout() {
        return settings.groupPatience().toMillis() / 1_000.0;
    }

    private double lastHeartbeat(Consumer<?, ?> consumer) {
        Metric known = heartbeat;
        if (known == null) {
            known = consumer.metrics().entrySet().stream()
                    .filter(one -> one.getKey().name().equals("last-heartbeat-seconds-ago"))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            heartbeat = known;
        }
        return known != null && known.metricValue() instanceof Number seconds ? seconds.doubleValue() : -1;
    }
}
