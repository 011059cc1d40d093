package io.peakday.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.engines.KafkaBootstrap;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Runs relays and subscriptions on this node. */
public final class EventRuntime implements AutoCloseable {
    private final Outbox outbox;
    private final KafkaBootstrap kafka;
    private final List<Subscription> subscriptions;
    private final MeterRegistry meters;

    public EventRuntime(Outbox outbox, KafkaBootstrap kafka, List<Subscription> subscriptions, MeterRegistry meters) {
        this.outbox = outbox;
        this.kafka = kafka;
        this.subscriptions = List.copyOf(subscriptions);
        this.meters = meters;
    }

    /** Starts; returns at once. Engines that do not answer yet are waited for in the background. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /** Waits until every subscription has its partitions. Returns whether it has come to that in time. */
    public boolean awaitReady(Duration atMost) {
        throw new UnsupportedOperationException();
    }

    /** The positions just after the latest events of the topics: where to follow on from a snapshot taken afterwards. */
    public Positions latest(Collection<String> topics) {
        throw new UnsupportedOperationException();
    }

    /** Stops in order: consumers finish the batch at hand, relays the rows at hand. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
