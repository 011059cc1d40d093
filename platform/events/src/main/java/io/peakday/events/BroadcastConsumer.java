package io.peakday.events;

import io.peakday.engines.KafkaBootstrap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads for a broadcast subscription: all partitions, no group, a position of its own that lives as long as the process,
 * or as long as the subscription keeps it.
 */
final class BroadcastConsumer implements NodeConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(BroadcastConsumer.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long TROUBLE_MILLIS = 500;
    private static final long FIRST_PAUSE_MILLIS = 50;
    /** In no partition, so that it is a gap. */
    private static final long GONE = -1;

    private final Subscription subscription;
    private final KafkaBootstrap kafka;
    private final Topics topics;
    private final EventSettings settings;
    private final EventMetrics metrics;
    private final SubjectKeys keys;
    private final Refusals refusals;
    private final Outbox outbox;
    private final ConsumerLag lag = new ConsumerLag();
    private final Progress progress;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final WakeUpSignal pause = new WakeUpSignal();
    /** Where to go on when the client has to be made again; empty until the first start. */
    private final Map<TopicPartition, Long> reached = new HashMap<>();

    private final ClientWatch client;
    private final DamagedRecords damaged;
    /** The same, with the topics' ids, for others to read. */
    private volatile Map<TopicPartition, Unread.Spot> spots = Map.of();

    private volatile boolean stopped;
    private volatile @Nullable Consumer<byte[], byte[]> current;

    BroadcastConsumer(
            Subscription subscription, Outbox outbox, KafkaBootstrap kafka, Topics topics, EventMetrics metrics) {
        this.subscription = subscription;
        this.kafka = kafka;
        this.topics = topics;
        this.outbox = outbox;
        this.settings = outbox.settings();
        this.metrics = metrics;
        this.keys = outbox.keys();
        this.refusals = new Refusals(subscription.name(), new DeadLetterRows(outbox.database()), metrics);
        this.progress = new Progress(subscription.name());
        this.client = new ClientWatch(kafka, topics, subscription.topics());
        this.damaged = new DamagedRecords(subscription.name());
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

    /** Where it reads next. */
    Map<TopicPartition, Unread.Spot> spots() {
        return spots;
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
                begin();
                consume();
            } catch (InterruptedException e) {
                return;
            } catch (WakeupException e) {
                // The way Kafka's client reports stop(); the loop's condition says the rest.
            } catch (ClientWatch.Changed e) {
                LOG.info("{} makes its consumer again: {}", subscription.name(), e.getMessage());
            } catch (RuntimeException | Error e) {
                LOG.warn("{} starts its consumer again: {}", subscription.name(), e.toString());
                progress.held("Its consumer failed and is started again: " + e.getMessage());
                rest(TROUBLE_MILLIS);
            }
        }
    }

    /** What was reached in a topic says nothing of another one with its name. */
    private void begin() throws InterruptedException {
        for (String other : topics.named(client.begin())) {
            reached.replaceAll((partition, next) -> partition.topic().equals(other) ? GONE : next);
        }
    }

    private void consume() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            current = consumer;
            follow(consumer);
        } finally {
            current = null;
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics.named(subscription.topics())) {
            partitionsOf(topic, consumer).forEach(one -> partitions.add(new TopicPartition(topic, one.partition())));
        }
        consumer.assign(partitions);
        place(consumer, partitions);
        ready.countDown();
        while (!stopped) {
            ConsumerRecords<byte[], byte[]> records = poll(consumer);
            client.check();
            if (!records.isEmpty()) {
                Admission admission = Admission.of(outbox.signing(), outbox.cutOver(), topics);
                handle(Incoming.of(subscription, records, settings.topicPrefix(), keys, admission));
                if (stopped) {
                    return;
                }
                remember(consumer, records.partitions());
                subscription.following().progress().accept(positions());
            }
            lag.measure(consumer);
            progress.well(lag.get());
        }
    }

    /** A topic made a moment ago may have no partitions yet, by the broker asked; without them it would never be read. */
    private List<PartitionInfo> partitionsOf(String topic, Consumer<byte[], byte[]> consumer)
            throws InterruptedException {
        while (!stopped) {
            client.check();
            List<PartitionInfo> partitions = consumer.partitionsFor(topic);
            if (!partitions.isEmpty()) {
                return partitions;
            }
            pause.await(FIRST_PAUSE_MILLIS);
        }
        return List.of();
    }

    private ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer) {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException e) {
            fillGap(consumer, e.partitions());
            return ConsumerRecords.empty();
        } catch (KafkaException e) {
            leaveBehind(consumer, damaged.met(e, consumer).orElseThrow(() -> e));
            return ConsumerRecords.empty();
        }
    }

    /** Goes to where it left off, else to where the subscription says, else to the end, of which the subscription is notified. */
    private void place(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        if (reached.isEmpty()) {
            Optional<Positions> start = subscription.following().start().get();
            start.ifPresent(positions -> partitions.forEach(partition -> {
                Long next = positions.next().get(name(partition));
                if (next != null) {
                    reached.put(partition, next);
                }
            }));
        }
        Map<TopicPartition, Long> oldest = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        List<TopicPartition> gaps = new ArrayList<>();
        boolean atLatest = false;
        for (TopicPartition partition : partitions) {
            long last = end.getOrDefault(partition, 0L);
            Long known = reached.get(partition);
            long next = known == null ? last : known;
            atLatest |= known == null;
            if (next < oldest.getOrDefault(partition, 0L) || next > last) {
                gaps.add(partition);
            } else {
                consumer.seek(partition, next);
            }
        }
        if (!gaps.isEmpty()) {
            fillGap(consumer, gaps);
        }
        if (atLatest) {
            // The ends are known: what lies before them was committed before what is read from now on.
            subscription.following().atLatest().run();
        }
        remember(consumer, partitions);
    }

    private void fillGap(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        LOG.warn("{} missed events on {}: they are no longer kept", subscription.name(), partitions);
        subscription.following().gap().run();
        consumer.seekToBeginning(partitions);
        remember(consumer, partitions);
    }

    /** What lies from the damage to the end counts as missed. */
    private void leaveBehind(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        consumer.seekToEnd(List.of(partition));
        remember(consumer, List.of(partition));
        subscription.following().gap().run();
    }

    private void remember(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> reached.put(partition, consumer.position(partition)));
        Map<TopicPartition, Unread.Spot> now = new HashMap<>();
        reached.forEach((partition, next) -> {
            UUID topic = client.ids()
                    .get(partition.topic().substring(settings.topicPrefix().length()));
            if (topic != null) {
                now.put(partition, new Unread.Spot(topic, next));
            }
        });
        spots = now;
    }

    private Positions positions() {
        Map<String, Long> next = new HashMap<>();
        reached.forEach((partition, offset) -> next.put(name(partition), offset));
        return Positions.of(next);
    }

    private String name(TopicPartition partition) {
        return partition.topic().substring(settings.topicPrefix().length()) + "/" + partition.partition();
    }

    private void handle(List<Incoming> batch) throws InterruptedException {
        List<Incoming> readable = new ArrayList<>(batch.size());
        List<Incoming> refused =
                batch.stream().filter(one -> one.refusal() != null).toList();
        if (!refused.isEmpty()) {
            refuse(refused);
        }
        for (Incoming one : batch) {
            if (one.refusal() != null) {
                continue;
            }
            if (one.event() != null) {
                readable.add(one);
            } else {
                passOver(one, String.valueOf(one.problem()));
            }
        }
        try {
            hand(readable);
        } catch (RuntimeException | Error e) {
            long deadline =
                    System.nanoTime() + settings.consumers().retryBudget().toNanos();
            for (Incoming one : readable) {
                untilHandled(one, deadline);
            }
        }
    }

    /** Every node meets them; they are kept once. */
    private void refuse(List<Incoming> refused) {
        try {
            refusals.keep(refused, outbox.clock().instant());
        } catch (RuntimeException e) {
            LOG.warn("What {} refused could not be kept: {}", subscription.name(), e.toString());
        }
    }

    private void untilHandled(Incoming one, long deadline) throws InterruptedException {
        long wait = FIRST_PAUSE_MILLIS;
        for (int attempt = 1; !stopped; attempt++) {
            try {
                hand(List.of(one));
                return;
            } catch (RuntimeException | Error e) {
                metrics.failed(subscription.name());
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (attempt >= settings.consumers().attempts() || left <= wait) {
                    passOver(one, e.toString());
                    return;
                }
            }
            Thread.sleep(wait);
            wait *= 4;
        }
    }

    private void hand(List<Incoming> batch) {
        Runs runs = new Runs();
        for (Incoming one : batch) {
            if (one.event() != null) {
                runs.add(one.event());
            }
        }
        runs.flush();
        batch.forEach(one -> metrics.handled(subscription.name(), one.envelope().occurredAt()));
    }

    private void passOver(Incoming one, String why) {
        metrics.deadLettered(subscription.name(), DeadLetter.State.DEAD);
        LOG.warn(
                "{} passes over the {} {}: {}",
                subscription.name(),
                one.envelope().type(),
                one.envelope().id(),
                why);
    }

    private void rest(long millis) {
        try {
            pause.await(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                kafka.client(Map.of(
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        settings.consumers().batch(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        1_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
