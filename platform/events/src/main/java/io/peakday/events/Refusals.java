package io.peakday.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that are not this store's events. They are never handled; they claim nothing in the inbox, so that whoever knows the id of
 * an event cannot keep it from being handled; and they hold back no event of the key that they bear. A bounded number of each
 * subscription is kept as dead letters, as evidence; the rest is counted.
 */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int KEPT_EACH = 200;
    private static final int KEPT_AT_ONCE = 50;
    private static final Duration KEEP_EVERY = Duration.ofSeconds(10);

    private final DeadLetterRows rows;
    private final EventMetrics metrics;
    private final Map<String, Long> keptAt = new ConcurrentHashMap<>();

    Refusals(DeadLetterRows rows, EventMetrics metrics) {
        this.rows = rows;
        this.metrics = metrics;
    }

    void keep(String consumer, List<Incoming> refused, Instant now) {
        metrics.refused(consumer, refused.size());
        Long last = keptAt.get(consumer);
        if (last != null && System.nanoTime() - last < KEEP_EVERY.toNanos()) {
            return;
        }
        Incoming first = refused.getFirst();
        LOG.error(
                "{} refuses {} records that are not this store's events, the first at {}/{}@{}: {}",
                consumer,
                refused.size(),
                first.topic(),
                first.partition(),
                first.offset(),
                first.refusal());
        keptAt.put(consumer, System.nanoTime());
        for (Incoming one : refused.subList(0, Math.min(KEPT_AT_ONCE, refused.size()))) {
            rows.refuse(consumer, one, KEPT_EACH, now);
        }
    }
}
