package io.peakday.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.engines.KafkaBootstrap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestKafkaTest {
    @RegisterExtension
    static final PrivateKafka own = new PrivateKafka();

    @Test
    void whatIsSentIsReceived() throws Exception {
        String topic = TestKafka.prefix() + "things";
        send(TestKafka.bootstrap(), topic, "lamp");
        assertThat(receive(TestKafka.bootstrap(), topic)).isEqualTo("lamp");
    }

    @Test
    void aBrokerThatWasStoppedComesBackWithWhatItHadOnTheSamePort() throws Exception {
        String servers = own.bootstrap().servers();
        send(own.bootstrap(), "things", "kettle");
        own.stop();
        own.start();
        assertThat(own.bootstrap().servers()).isEqualTo(servers);
        assertThat(receive(own.bootstrap(), "things")).isEqualTo("kettle");
    }

    private static void send(KafkaBootstrap kafka, String topic, String value) throws Exception {
        try (Admin admin = Admin.create(kafka.client())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        try (var producer = new KafkaProducer<>(
                kafka.client(Map.of("acks", "all")), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", value)).get();
        }
    }

    private static String receive(KafkaBootstrap kafka, String topic) {
        try (var consumer = new KafkaConsumer<>(
                kafka.client(Map.of("group.id", topic, "auto.offset.reset", "earliest")),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (System.nanoTime() < end) {
                for (var received : consumer.poll(Duration.ofMillis(200))) {
                    return received.value();
                }
            }
            return "nothing";
        }
    }
}
