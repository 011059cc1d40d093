package io.peakday.events;

import io.peakday.engines.KafkaBootstrap;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads for a durable subscription: poll, handle in the database, then tell Kafka. Kafka's offset is only a hint where to
 * go on; what counts is the inbox ({@link Handling}).
 */
final class DurableConsumer implements NodeConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(DurableConsumer.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long TROUBLE_MILLIS = 500;
    private static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);

    private final Subscription subscription;
    private final KafkaBootstrap kafka;
    private final Topics topics;
    private final EventSettings settings;
    private final Handling handling;
    private final Faults faults;
    private final ConsumerLag lag = new ConsumerLag();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Doorbell pause = new Doorbell();
    private volatile boolean stopped;
    private volatile @org.jspecify.annotations.Nullable Consumer<byte[], byte[]> current;

    /** Places where a test lets the consumer die. */
    interface Faults {
        Faults NONE = () -> {};

        /** The database has committed, Kafka has not been told. */
        void handledButNotCommitted();
    }

    DurableConsumer(
            Subscription subscription,
            KafkaBootstrap kafka,
            Topics topics,
            EventSettings settings,
            Handling handling,
            Faults faults) {
        this.subscription = subscription;
        this.kafka = kafka;
        this.topics = topics;
        this.settings = settings;
        this.handling = handling;
        this.faults = faults;
    }

    @Override
    public String name() {
        return subscription.name();
    }

    @Override
    public CountDownLatch ready() {
        return ready;
    }

    @Override
    public long lag() {
        return lag.get();
    }

    @Override
    public void stop() {
        stopped = true;
        pause.ring();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                topics.ensure(subscription.topics());
                consume();
            } catch (InterruptedException e) {
                return;
            } catch (WakeupException e) {
                // The way Kafka's client tells of stop(); the loop's condition says the rest.
            } catch (RuntimeException e) {
                LOG.warn("{} starts its consumer anew: {}", subscription.name(), e.toString());
                pause();
            }
        }
    }

    private void consume() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            current = consumer;
            consumer.subscribe(topics.named(subscription.topics()), new Ready());
            while (!stopped) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    handle(consumer, records);
                }
                lag.measure(consumer);
            }
        } finally {
            current = null;
        }
    }

    private void handle(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records)
            throws InterruptedException {
        List<Incoming> incoming = Incoming.of(subscription, records, settings.topicPrefix(), handling.keys());
        try {
            handling.handle(incoming);
        } catch (Handling.DatabaseGone e) {
            LOG.warn("{} waits for the database: {}", subscription.name(), e.getCause() + "");
            rewind(consumer, records);
            pause();
            return;
        }
        faults.handledButNotCommitted();
        try {
            consumer.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.debug("{} has lost partitions; their new owner finds the events done", subscription.name());
        }
    }

    /** Lets the next poll give the same records again; meanwhile polling keeps this node in the group. */
    private static void rewind(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, records.records(partition).getFirst().offset());
            }
        }
    }

    private void pause() {
        try {
            pause.await(TROUBLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.servers());
        configuration.put(ConsumerConfig.GROUP_ID_CONFIG, settings.topicPrefix() + subscription.name());
        if (!settings.node().isEmpty()) {
            configuration.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.node() + "." + subscription.name());
        }
        int session = (int) settings.consumers().sessionTimeout().toMillis();
        configuration.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        configuration.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.max(1, session / 4));
        configuration.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) MAX_POLL_INTERVAL.toMillis());
        configuration.put(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.consumers().batch());
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        configuration.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        configuration.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        configuration.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private final class Ready implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // Nothing to hand over: every batch is finished before the next poll.
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            ready.countDown();
        }
    }
}
