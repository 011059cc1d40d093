package io.peakday.events;

import io.peakday.engines.KafkaBootstrap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What stands in a topic, in the order of each key, repetitions included. */
final class TopicLog {
    private TopicLog() {}

    static Map<String, List<Integer>> numbers(KafkaBootstrap kafka, String topic) {
        try (var consumer =
                new KafkaConsumer<>(kafka.client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(one -> new TopicPartition(topic, one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<String, List<Integer>> numbers = new HashMap<>();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> numbers.computeIfAbsent(
                                        new String(record.key(), StandardCharsets.UTF_8), key -> new ArrayList<>())
                                .add(EventJson.read(Parcel.SENT, record.value()).number()));
            }
            return numbers;
        }
    }
}
