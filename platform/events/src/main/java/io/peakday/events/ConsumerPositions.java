package io.peakday.events;

import io.peakday.engines.Database;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a subscription has come, kept in the database from time to time, in case Kafka forgets. A position that is behind costs
 * reading events again that the inbox knows; one that is ahead cannot be, because it is written after the events were handled.
 */
final class ConsumerPositions {
    private final Database database;
    private final Topics topics;
    private final String consumer;
    private final String prefix;
    private Map<TopicPartition, Long> kept = Map.of();

    ConsumerPositions(Database database, Topics topics, String consumer, String prefix) {
        this.database = database;
        this.topics = topics;
        this.consumer = consumer;
        this.prefix = prefix;
    }

    /** Another consumer reads from now on. */
    void begin() {
        kept = Map.of();
    }

    /**
     * Keeps where the consumer will read next.
     *
     * @param ids the topics that it reads; a topic of the same name may have been made since, and its offsets are others
     */
    void keep(Consumer<?, ?> reader, Map<String, UUID> ids) {
        Map<TopicPartition, Long> next =
                new TreeMap<>(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
        for (TopicPartition partition : reader.assignment()) {
            next.put(partition, reader.position(partition));
        }
        if (next.isEmpty() || next.equals(kept)) {
            return;
        }
        database.connection(tx -> {
            try (var upsert = tx.prepareStatement("""
                    insert into events.consumer_position (consumer, topic, partition, topic_id, next_record, recorded_at)
                    values (?, ?, ?, ?, ?, now())
                    on conflict (consumer, topic, partition) do update
                    set topic_id = excluded.topic_id, next_record = excluded.next_record, recorded_at = excluded.recorded_at
                    where consumer_position.topic_id <> excluded.topic_id
                       or consumer_position.next_record <> excluded.next_record""")) {
                for (Map.Entry<TopicPartition, Long> one : next.entrySet()) {
                    upsert.setString(1, consumer);
                    upsert.setString(2, one.getKey().topic());
                    upsert.setInt(3, one.getKey().partition());
                    upsert.setObject(4, ids.get(plain(one.getKey())));
                    upsert.setLong(5, one.getValue());
                    upsert.addBatch();
                }
                upsert.executeBatch();
            }
            return true;
        });
        kept = next;
    }

    /**
     * Where to go on: as kept, where the topic is still the one it was and has not become shorter; else from the beginning.
     *
     * @throws KafkaException if the broker does not answer
     */
    Map<TopicPartition, Long> next(Consumer<?, ?> reader, Collection<TopicPartition> partitions)
            throws InterruptedException {
        Map<String, Topics.State> states =
                topics.state(partitions.stream().map(this::plain).distinct().toList());
        Map<TopicPartition, Long> oldest = reader.beginningOffsets(partitions);
        Map<TopicPartition, Long> next = new HashMap<>(oldest);
        database.sql()
                .sql(
                        "select topic, partition, topic_id, next_record from events.consumer_position where consumer = :name")
                .param("name", consumer)
                .query(rows -> {
                    TopicPartition partition = new TopicPartition(rows.getString(1), rows.getInt(2));
                    Topics.State state = next.containsKey(partition) ? states.get(plain(partition)) : null;
                    long kept = rows.getLong(4);
                    if (state != null
                            && state.id().equals(rows.getObject(3, UUID.class))
                            && kept >= oldest.getOrDefault(partition, 0L)
                            && kept <= state.ends().getOrDefault(partition.partition(), 0L)) {
                        next.put(partition, kept);
                    }
                });
        return next;
    }

    private String plain(TopicPartition partition) {
        return partition.topic().substring(prefix.length());
    }
}
