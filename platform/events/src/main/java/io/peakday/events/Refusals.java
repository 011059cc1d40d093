package io.peakday.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscription's records that are not this store's events. They are never handled; they claim nothing in the inbox, so that whoever
 * knows the id of an event cannot keep it from being handled; and they hold back no event of the key that they bear. A bounded number
 * is kept as dead letters, as evidence; the rest is counted.
 */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int KEPT = 200;
    private static final int KEPT_IN_A_SPAN = 50;
    private static final Duration SPAN = Duration.ofSeconds(10);

    private final String consumer;
    private final DeadLetterRows rows;
    private final EventMetrics metrics;
    private long begun = System.nanoTime() - SPAN.toNanos();
    private int left;

    Refusals(String consumer, DeadLetterRows rows, EventMetrics metrics) {
        this.consumer = consumer;
        this.rows = rows;
        this.metrics = metrics;
    }

    /** Called by the one thread that reads for the subscription. */
    void keep(List<Incoming> refused, Instant now) {
        metrics.refused(consumer, refused.size());
        if (System.nanoTime() - begun >= SPAN.toNanos()) {
            begun = System.nanoTime();
            left = KEPT_IN_A_SPAN;
            Incoming first = refused.getFirst();
            LOG.error(
                    "{} refuses {} records that are not this store's events, the first at {}/{}@{}: {}",
                    consumer,
                    refused.size(),
                    first.topic(),
                    first.partition(),
                    first.offset(),
                    first.refusal());
        }
        List<Incoming> kept = refused.subList(0, Math.min(left, refused.size()));
        for (Incoming one : kept) {
            rows.refuse(consumer, one, KEPT, now);
        }
        left -= kept.size();
    }
}
