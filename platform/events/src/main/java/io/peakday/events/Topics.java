package io.peakday.events;

import io.peakday.engines.KafkaBootstrap;
import io.peakday.kernel.Failure;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing when they are first needed. */
final class Topics {
    private static final int SECONDS = 10;

    private final KafkaBootstrap kafka;
    private final EventSettings settings;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

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
        try (Admin admin = admin()) {
            var created =
                    admin.createTopics(missing.stream().map(this::described).toList());
            for (var one : created.values().values()) {
                await(one);
            }
            known.addAll(missing);
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
        try (Admin admin = admin()) {
            var described = admin.describeTopics(named(topics)).allTopicNames().get(SECONDS, TimeUnit.SECONDS);
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            described.forEach((name, topic) -> topic.partitions()
                    .forEach(one -> asked.put(new TopicPartition(name, one.partition()), OffsetSpec.latest())));
            Map<String, Long> ends = new HashMap<>();
            admin.listOffsets(asked)
                    .all()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .forEach((partition, end) -> ends.put(
                            partition.topic().substring(settings.topicPrefix().length()) + "/" + partition.partition(),
                            end.offset()));
            return ends;
        }
    }

    private Admin admin() {
        int millis = (int) TimeUnit.SECONDS.toMillis(SECONDS);
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.servers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis));
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
