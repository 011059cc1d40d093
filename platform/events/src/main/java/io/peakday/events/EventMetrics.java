package io.peakday.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The event system's figures, all named {@code peakday.events.*}. */
final class EventMetrics {
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Counter relayed;
    private final Counter trouble;
    private final Counter gaps;
    private final Counter replayed;
    private final Map<String, DistributionSummary> handled = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicLong> relayLag = new ConcurrentHashMap<>();

    EventMetrics(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
        this.relayed = meters.counter("peakday.events.relayed");
        this.trouble = meters.counter("peakday.events.relay.trouble");
        this.gaps = meters.counter("peakday.events.gaps");
        this.replayed = meters.counter("peakday.events.replayed");
    }

    /** @param oldest when the oldest event of the batch occurred; null when there was nothing to relay */
    void relayed(int lane, int events, @Nullable Instant oldest) {
        relayed.increment(events);
        AtomicLong lag = relayLag.computeIfAbsent(lane, number -> {
            AtomicLong millis = new AtomicLong();
            Gauge.builder("peakday.events.relay.lag", millis, value -> value.get() / 1_000.0)
                    .baseUnit("seconds")
                    .tags("shard", Integer.toString(number))
                    .register(meters);
            return millis;
        });
        lag.set(oldest == null ? 0 : Math.max(0, clock.millis() - oldest.toEpochMilli()));
    }

    /** Kafka was found to have lost events of a topic. */
    void gap() {
        gaps.increment();
    }

    /** Kept events were put back to be sent again. */
    void replayed(int events) {
        replayed.increment(events);
    }

    void relayTrouble() {
        trouble.increment();
    }

    /**
     * Counts a handled event and how long ago it was appended. In seconds, not as a timer: a timer's sum of nanoseconds overflows
     * after 292 years, which a replay of a week reaches with 15,000 events.
     */
    void handled(String consumer, Instant occurredAt) {
        handled.computeIfAbsent(
                        consumer,
                        name -> DistributionSummary.builder("peakday.events.handled")
                                .baseUnit("seconds")
                                .tag("consumer", name)
                                .register(meters))
                .record(Math.max(0, clock.millis() - occurredAt.toEpochMilli()) / 1_000.0);
    }

    void failed(String consumer) {
        meters.counter("peakday.events.failed", "consumer", consumer).increment();
    }

    void deadLettered(String consumer, DeadLetter.State state) {
        meters.counter(
                        state == DeadLetter.State.DEAD ? "peakday.events.dead" : "peakday.events.parked",
                        "consumer",
                        consumer)
                .increment();
    }

    /** Records that are not this store's events were not handled. */
    void refused(String consumer, int records) {
        meters.counter("peakday.events.refused", "consumer", consumer).increment(records);
    }

    void gauge(String name, Tags tags, Supplier<Number> value) {
        Gauge.builder(name, value).tags(tags).register(meters);
    }
}
