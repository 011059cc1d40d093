package io.peakday.events;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.engines.Database;
import io.peakday.engines.KafkaBootstrap;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A node as the server would make one: its own outbox, relay and consumers. */
final class TestNode implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);

    final Database database;
    final Outbox outbox;
    final DeadLetters deadLetters;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EventRuntime runtime;

    TestNode(Database database, KafkaBootstrap kafka, EventSettings settings, Subscription... subscriptions) {
        this(database, kafka, settings, RelayLane.Faults.NONE, DurableConsumer.Faults.NONE, List.of(subscriptions));
    }

    TestNode(
            Database database,
            KafkaBootstrap kafka,
            EventSettings settings,
            RelayLane.Faults relayFaults,
            DurableConsumer.Faults consumerFaults,
            List<Subscription> subscriptions) {
        this(new Outbox(database, InstantSource.system(), settings), kafka, relayFaults, consumerFaults, subscriptions);
    }

    /** One whose events are signed with these keys. */
    TestNode(
            Database database,
            KafkaBootstrap kafka,
            EventSettings settings,
            SigningSettings signing,
            Subscription... subscriptions) {
        this(
                new Outbox(database, InstantSource.system(), settings, new EventKeys(database, signing)),
                kafka,
                RelayLane.Faults.NONE,
                DurableConsumer.Faults.NONE,
                List.of(subscriptions));
    }

    private TestNode(
            Outbox outbox,
            KafkaBootstrap kafka,
            RelayLane.Faults relayFaults,
            DurableConsumer.Faults consumerFaults,
            List<Subscription> subscriptions) {
        this.database = outbox.database();
        this.outbox = outbox;
        this.deadLetters = new DeadLetters(outbox, subscriptions);
        this.runtime = new EventRuntime(outbox, null, kafka, subscriptions, meters, relayFaults, consumerFaults);
    }

    TestNode start() {
        runtime.start();
        return this;
    }

    TestNode ready() {
        start();
        if (!runtime.awaitReady(SOON)) {
            throw new AssertionError("the node did not become ready");
        }
        return this;
    }

    EventRuntime runtime() {
        return runtime;
    }

    /** Appends in a transaction of its own. */
    void send(String key, Parcel parcel) {
        database.run(() -> outbox.append(Parcel.SENT, key, parcel));
    }

    /** Settings that give up quickly, with a prefix. */
    static EventSettings settings(String prefix) {
        return settings(prefix, 2, 3);
    }

    static EventSettings settings(String prefix, int shards, int attempts) {
        return new EventSettings(
                prefix,
                "peakday",
                "local",
                "",
                EventSettings.Topics.defaults(),
                new EventSettings.Relay(
                        true, shards, 500, Duration.ofMillis(2), Duration.ofMillis(300), Duration.ofSeconds(2)),
                EventSettings.Sent.defaults(),
                new EventSettings.Consumers(
                        true,
                        200,
                        attempts,
                        Duration.ofSeconds(1),
                        Duration.ofDays(16),
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(5)));
    }

    @Override
    public void close() {
        runtime.close();
    }
}
