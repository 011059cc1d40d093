package io.peakday.events;

import io.peakday.engines.KafkaBootstrap;
import io.peakday.kernel.Failure;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing when they are first needed, and says what the broker has of them. */
final class Topics {
    private static final int SECONDS = 10;

    private final KafkaBootstrap kafka;
    private final EventSettings settings;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Map<String, UUID> ids = new ConcurrentHashMap<>();

    Topics(KafkaBootstrap kafka, EventSettings settings) {
        this.kafka = kafka;
        this.settings = settings;
    }

    /** The topic's name on the broker. */
    String named(String topic) {
        return settings.topicPrefix() + topic;
    }

    List<String> named(Collection<String> topics) {
        return topics.stream().map(this::named).toList();
    }

    /**
     * Sees to it that the topics exist; asks the broker once for each in the life of this object.
     *
     * @throws KafkaException if the broker does not answer or refuses
     */
    synchronized void ensure(Collection<String> topics) {
        if (known.containsAll(topics)) {
            return;
        }
        List<String> missing = topics.stream()
                .filter(topic -> !known.contains(topic))
                .distinct()
                .toList();
        try (Asking asking = new Asking(admin())) {
            Admin admin = asking.admin();
            var created =
                    admin.createTopics(missing.stream().map(this::described).toList());
            for (var one : created.values().values()) {
                await(one);
            }
            known.addAll(missing);
        }
    }

    /** Lets every topic be made again that is missing: the broker may be another one than before. */
    synchronized void forget() {
        known.clear();
    }

    /** The id that a topic had when it was last {@linkplain #state asked for}; another one if it was made again. */
    UUID id(String topic) {
        UUID id = ids.get(topic);
        if (id == null) {
            throw new KafkaException("the topic " + topic + " has not been looked at yet");
        }
        return id;
    }

    /** The same, or another one if the topic has not been looked at yet. */
    UUID idOr(String topic, UUID other) {
        return ids.getOrDefault(topic, other);
    }

    /** The ids of topics, as they were last asked for, or now. */
    Map<String, UUID> ids(Collection<String> topics) throws InterruptedException {
        if (!ids.keySet().containsAll(topics)) {
            state(topics);
        }
        Map<String, UUID> found = new HashMap<>();
        topics.forEach(topic -> found.put(topic, id(topic)));
        return found;
    }

    /**
     * A topic as the broker has it now.
     *
     * @param ends the offset after the latest record, by partition
     */
    record State(UUID id, Map<Integer, Long> ends) {}

    /**
     * The topics, made if they are missing, as the broker has them now.
     *
     * @throws KafkaException if the broker does not answer
     */
    Map<String, State> state(Collection<String> topics) throws InterruptedException {
        try {
            return stateNow(topics);
        } catch (UnknownTopicOrPartitionException e) {
            forget(); // the broker is another one than the one that was seen to have them
            return stateNow(topics);
        }
    }

    private Map<String, State> stateNow(Collection<String> topics) throws InterruptedException {
        ensure(topics);
        try (Asking asking = new Asking(admin())) {
            Admin admin = asking.admin();
            Map<String, State> states = new HashMap<>();
            Map<String, TopicDescription> described = described(admin, topics);
            Map<TopicPartition, Long> ends = ends(admin, described);
            for (String topic : topics) {
                TopicDescription one = Objects.requireNonNull(described.get(named(topic)));
                UUID id = new UUID(
                        one.topicId().getMostSignificantBits(), one.topicId().getLeastSignificantBits());
                Map<Integer, Long> byPartition = new HashMap<>();
                one.partitions()
                        .forEach(partition -> byPartition.put(
                                partition.partition(),
                                ends.getOrDefault(new TopicPartition(named(topic), partition.partition()), 0L)));
                ids.put(topic, id);
                states.put(topic, new State(id, byPartition));
            }
            return states;
        } catch (ExecutionException | TimeoutException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException unknown) {
                throw unknown;
            }
            throw new KafkaException("the broker does not say what topics it has", e);
        }
    }

    /**
     * Fences the producers of the given transactional ids, permanently: what they send from now on is refused.
     *
     * @throws KafkaException if the broker does not answer
     */
    void fence(Collection<String> transactionalIds) throws InterruptedException {
        if (transactionalIds.isEmpty()) {
            return;
        }
        try (Asking asking = new Asking(admin())) {
            Admin admin = asking.admin();
            admin.fenceProducers(transactionalIds).all().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the relays before could not be fenced", e);
        }
    }

    /** Whether the broker answers at all. */
    boolean answers() {
        try (Asking asking = new Asking(admin())) {
            Admin admin = asking.admin();
            return !admin.describeCluster()
                    .nodes()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether the broker says anything of the consumer group: it must have a coordinator for it. */
    boolean keepsGroup(String group) {
        try (Asking asking = new Asking(admin())) {
            Admin admin = asking.admin();
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The offsets after the latest events, by {@code topic/partition}. */
    Positions latest(Collection<String> topics) {
        try {
            ensure(topics);
            return Positions.of(ends(topics));
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            throw Failure.unavailable("events.unavailable", "Kafka does not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.unavailable("events.unavailable", "Interrupted while asking Kafka.", e);
        }
    }

    private Map<String, Long> ends(Collection<String> topics)
            throws ExecutionException, TimeoutException, InterruptedException {
        try (Asking asking = new Asking(admin())) {
            Admin admin = asking.admin();
            Map<String, Long> ends = new HashMap<>();
            ends(admin, described(admin, topics))
                    .forEach((partition, end) -> ends.put(
                            partition.topic().substring(settings.topicPrefix().length()) + "/" + partition.partition(),
                            end));
            return ends;
        }
    }

    private Map<String, TopicDescription> described(Admin admin, Collection<String> topics)
            throws ExecutionException, TimeoutException, InterruptedException {
        return admin.describeTopics(named(topics)).allTopicNames().get(SECONDS, TimeUnit.SECONDS);
    }

    private static Map<TopicPartition, Long> ends(Admin admin, Map<String, TopicDescription> described)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        described.forEach((name, topic) -> topic.partitions()
                .forEach(one -> asked.put(new TopicPartition(name, one.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(asked)
                .all()
                .get(SECONDS, TimeUnit.SECONDS)
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    KafkaAddress address() {
        return KafkaAddress.of(kafka);
    }

    /** What every client of the broker is configured with. */
    Map<String, Object> connection() {
        return kafka.client();
    }

    /** A client that is closed without waiting for answers that nobody waits for any more: a broker may owe them permanently. */
    private record Asking(Admin admin) implements AutoCloseable {
        @Override
        public void close() {
            admin.close(Duration.ofSeconds(1));
        }
    }

    private Admin admin() {
        int millis = (int) TimeUnit.SECONDS.toMillis(SECONDS);
        Map<String, Object> configuration = new HashMap<>(connection());
        configuration.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        configuration.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        return Admin.create(configuration);
    }

    private NewTopic described(String topic) {
        EventSettings.Topics shape = settings.topics();
        Optional<Short> replication =
                shape.replication() == 0 ? Optional.empty() : Optional.of((short) shape.replication());
        Map<String, String> configuration = new HashMap<>();
        configuration.put(
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(shape.retention().toMillis()));
        return new NewTopic(named(topic), Optional.of(shape.partitions()), replication).configs(configuration);
    }

    private static void await(KafkaFuture<Void> created) {
        try {
            created.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("a topic could not be created", e.getCause());
            }
        } catch (TimeoutException e) {
            throw new KafkaException("the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
