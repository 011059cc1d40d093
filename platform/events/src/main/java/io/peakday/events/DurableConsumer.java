package io.peakday.events;

import io.peakday.engines.KafkaBootstrap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads for a durable subscription: poll, handle in the database, then commit to Kafka. Kafka's offset is only a hint where to
 * go on; what counts is the inbox ({@link Handling}).
 */
final class DurableConsumer implements NodeConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(DurableConsumer.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    /** As many do not wait for more. */
    private static final int GATHERED_BYTES = 256 * 1024;

    private static final long TROUBLE_MILLIS = 500;
    private static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);
    private static final Duration KEEP_EVERY = Duration.ofSeconds(10);
    /** Kafka's own five minutes would be how long a subscription to topics that are not there yet gets none of them. */
    private static final int TOPICS_SEEN_WITHIN_MILLIS = 5_000;

    private static final Duration TERM = Duration.ofMinutes(1);

    private final Subscription subscription;
    private final KafkaBootstrap kafka;
    private final Topics topics;
    private final EventSettings settings;
    private final Handling handling;
    private final Faults faults;
    private final ConsumerLag lag = new ConsumerLag();
    private final Progress progress;
    private final GroupWatch group;
    private final ClientWatch client;
    private final DamagedRecords damaged;
    private final ConsumerPositions positions;
    private final Outbox outbox;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final WakeUpSignal pause = new WakeUpSignal();
    private volatile boolean stopped;
    private volatile @org.jspecify.annotations.Nullable Consumer<byte[], byte[]> current;

    /** Places where a test lets the consumer die. */
    interface Faults {
        Faults NONE = () -> {};

        /** The database has committed, the offset has not been. */
        void handledButNotCommitted();
    }

    DurableConsumer(
            Subscription subscription,
            Outbox outbox,
            KafkaBootstrap kafka,
            Topics topics,
            Handling handling,
            Faults faults) {
        this.subscription = subscription;
        this.outbox = outbox;
        this.kafka = kafka;
        this.topics = topics;
        this.settings = outbox.settings();
        this.handling = handling;
        this.faults = faults;
        this.progress = new Progress(subscription.name());
        this.group = new GroupWatch(topics, groupName(), settings.consumers());
        this.client = new ClientWatch(kafka, topics, subscription.topics());
        this.damaged = new DamagedRecords(subscription.name());
        this.positions = new ConsumerPositions(outbox.database(), topics, groupName(), settings.topicPrefix());
    }

    private String groupName() {
        return settings.topicPrefix() + subscription.name();
    }

    @Override
    public SubscriptionStatus status() {
        return progress.status();
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
        pause.signal();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                client.begin();
                positions.begin();
                consume();
            } catch (InterruptedException e) {
                return;
            } catch (GroupWatch.NoCoordinator e) {
                LOG.error(
                        "{} has no consumer group at Kafka and reads without one: {}",
                        subscription.name(),
                        e.getMessage());
                alone();
            } catch (WakeupException e) {
                // The way Kafka's client reports stop(); the loop's condition says the rest.
            } catch (ClientWatch.Changed e) {
                LOG.info("{} makes its consumer again: {}", subscription.name(), e.getMessage());
            } catch (RuntimeException | Error e) {
                // Errors, too: nobody would handle these events any more if one ended the thread.
                LOG.warn("{} starts its consumer again: {}", subscription.name(), e.toString());
                progress.held("Its consumer failed and is started again: " + e.getMessage());
                pause();
            }
        }
    }

    private void consume() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = consumer(true)) {
            current = consumer;
            try {
                follow(consumer);
            } catch (GroupWatch.NoCoordinator | GroupWatch.NoHeartbeat | ClientWatch.Changed e) {
                // Else it would wait for the very answer that does not come.
                consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
                throw e;
            }
        } finally {
            current = null;
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        group.begin();
        consumer.subscribe(topics.named(subscription.topics()), new Ready(consumer));
        long kept = System.nanoTime();
        while (!stopped) {
            ConsumerRecords<byte[], byte[]> records = poll(consumer, true);
            client.check();
            group.check(consumer);
            boolean done = records.isEmpty() || handle(consumer, records, true);
            lag.measure(consumer);
            if (done && group.answers()) {
                progress.well(lag.get());
            }
            if (done && System.nanoTime() - kept > KEEP_EVERY.toNanos()) {
                positions.keep(consumer, client.ids());
                kept = System.nanoTime();
            }
        }
    }

    private ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer, boolean commit) {
        try {
            return consumer.poll(POLL);
        } catch (KafkaException e) {
            leaveBehind(consumer, damaged.met(e, consumer).orElseThrow(() -> e), commit);
            return ConsumerRecords.empty();
        }
    }

    /** What lies from the damage to the end is sent again from the database, behind the end; the inbox knows what was handled. */
    private void leaveBehind(Consumer<byte[], byte[]> consumer, TopicPartition partition, boolean commit) {
        String topic = partition.topic().substring(settings.topicPrefix().length());
        UUID id = Objects.requireNonNull(client.ids().get(topic), topic);
        Replays.ask(
                outbox.database(),
                topic,
                null,
                new Replays.Place(id, partition.partition(), consumer.position(partition)),
                "the partition is damaged there");
        consumer.seekToEnd(List.of(partition));
        // Before the next damage makes the consumer again.
        if (commit) {
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(consumer.position(partition))));
        }
        positions.keep(consumer, client.ids());
    }

    /**
     * Reads without a group, on one node at a time, until Kafka keeps groups again. A second reader would do no harm, because
     * what counts is the inbox: this holds for one that was stopped and wakes, as for one whose group is not as dead as it looks.
     */
    private void alone() {
        try {
            progress.alone(true);
            Elections elections = new Elections(outbox.database());
            while (!stopped && !group.isBack()) {
                boolean mine = elections.run("consumer." + groupName(), TERM, this::readAlone);
                if (!mine) {
                    progress.well(0); // another node reads
                    pause();
                }
            }
        } catch (WakeupException e) {
            // stopped
        } catch (ClientWatch.Changed e) {
            LOG.info("{} looks for its group again: {}", subscription.name(), e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.warn("{} cannot be read without a group either: {}", subscription.name(), e.toString());
            progress.held("It can be read neither with a consumer group nor without one: " + e.getMessage());
            pause();
        } finally {
            progress.alone(false);
            current = null;
        }
    }

    /** A third of a term, so that its end is never met. */
    private void readAlone(Elections.Term term) {
        long until = System.nanoTime() + TERM.toNanos() / 3;
        try (Consumer<byte[], byte[]> consumer = consumer(false)) {
            current = consumer;
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : topics.named(subscription.topics())) {
                consumer.partitionsFor(topic)
                        .forEach(one -> partitions.add(new TopicPartition(topic, one.partition())));
            }
            consumer.assign(partitions);
            positions.next(consumer, partitions).forEach(consumer::seek);
            ready.countDown();
            while (!stopped && System.nanoTime() < until) {
                ConsumerRecords<byte[], byte[]> records = poll(consumer, false);
                client.check();
                lag.measure(consumer);
                if (records.isEmpty() || handle(consumer, records, false)) {
                    progress.well(lag.get());
                }
            }
            term.effect(() -> positions.keep(consumer, client.ids()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    /** Returns whether the records are dealt with. */
    private boolean handle(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records, boolean commit)
            throws InterruptedException {
        try {
            Admission admission = Admission.of(outbox.signing(), outbox.cutOver(), topics);
            handling.handle(Incoming.of(subscription, records, settings.topicPrefix(), handling.keys(), admission));
        } catch (EventKeys.KeyMissing e) {
            // Nothing is lost or passed over: whoever adds the key lets it go on.
            progress.held(e.getMessage() + ".");
            rewind(consumer, records);
            pause();
            return false;
        } catch (Handling.DatabaseGone e) {
            LOG.warn("{} waits for the database: {}", subscription.name(), e.getCause() + "");
            progress.held("The database does not answer.");
            rewind(consumer, records);
            pause();
            return false;
        }
        faults.handledButNotCommitted();
        if (!commit) {
            return true;
        }
        try {
            consumer.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.debug("{} has lost partitions; their new owner finds the events done", subscription.name());
        } catch (TimeoutException e) {
            throw new GroupWatch.NoCoordinator("it does not take offsets", e);
        }
        return true;
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

    private Consumer<byte[], byte[]> consumer(boolean inGroup) {
        Map<String, Object> configuration = new HashMap<>();
        if (inGroup) {
            configuration.put(ConsumerConfig.GROUP_ID_CONFIG, groupName());
            configuration.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int)
                    Math.max(1_000, settings.consumers().groupPatience().toMillis()));
        }
        if (inGroup && !settings.node().isEmpty()) {
            configuration.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.node() + "." + subscription.name());
        }
        int session = (int) settings.consumers().sessionTimeout().toMillis();
        configuration.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        configuration.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.max(1, session / 4));
        configuration.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) MAX_POLL_INTERVAL.toMillis());
        configuration.put(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.consumers().batch());
        if (subscription.maxWait().isPositive()) {
            configuration.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int)
                    subscription.maxWait().toMillis());
            configuration.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, GATHERED_BYTES);
        }
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        configuration.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        configuration.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        configuration.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        configuration.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, TOPICS_SEEN_WITHIN_MILLIS);
        return new KafkaConsumer<>(
                kafka.client(configuration), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Partitions of which Kafka has no offset go on where the database says, not at the beginning. */
    private final class Ready implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;

        Ready(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // Nothing to hand over: every batch is finished before the next poll.
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            var committed = consumer.committed(new HashSet<>(partitions));
            List<TopicPartition> unknown = partitions.stream()
                    .filter(one -> committed.get(one) == null)
                    .toList();
            if (!unknown.isEmpty()) {
                try {
                    positions.next(consumer, unknown).forEach(consumer::seek);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            ready.countDown();
        }
    }
}
