package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WireTest {
    private static final Path RECORDED = Path.of("src/test/resources/recorded");
    private static final Admission ANY = (topic, partition, record, envelope, payload) -> null;
    private final Subscription subscription = Subscription.durable("test.wire").on(Parcel.SENT, received -> {});

    @Test
    void whatWasRecordedYesterdayIsReadToday() throws IOException {
        try (var files = Files.list(RECORDED)) {
            List<Path> recorded = files.sorted().toList();
            assertThat(recorded).isNotEmpty();
            for (Path file : recorded) {
                Incoming incoming = read(recorded(file));
                assertThat(incoming.problem()).as(file.toString()).isNull();
                Parcel parcel = (Parcel) incoming.event().received().payload();
                assertThat(parcel.name()).isEqualTo("hat");
                assertThat(parcel.number()).isEqualTo(7);
            }
        }
    }

    @Test
    void anEventSurvivesTheWayThroughARecord() {
        Envelope envelope = envelope("{}");
        ProducerRecord<byte[], byte[]> sent = Wire.record("t.parcels", envelope, bytes("{}"));
        assertThat(Wire.envelope(received(sent))).isEqualTo(envelope);
    }

    @Test
    void aChangedPayloadKeyOrTypeIsNoticed() {
        Envelope envelope = envelope("{}");
        Wire.verify(envelope, bytes("{}"));
        assertThatThrownBy(() -> Wire.verify(envelope, bytes("{ }"))).isInstanceOf(UnreadableEvent.class);
        Envelope otherKey = new Envelope(
                envelope.id(),
                envelope.type(),
                1,
                envelope.occurredAt(),
                "peakday",
                "local",
                "bert",
                null,
                envelope.checksum());
        assertThatThrownBy(() -> Wire.verify(otherKey, bytes("{}"))).isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void aRecordWithoutHeadersIsUnreadableButHasAnIdentity() {
        ProducerRecord<byte[], byte[]> bare = new ProducerRecord<>("t.parcels", bytes("anna"), bytes("{}"));
        Incoming incoming = read(received(bare));
        assertThat(incoming.problem()).isNotNull();
        assertThat(incoming.envelope().id())
                .isEqualTo(read(received(bare)).envelope().id());
    }

    @Test
    void aRecordOfAnotherTypeIsLeftOut() {
        ProducerRecord<byte[], byte[]> other = new ProducerRecord<>("t.parcels", bytes("anna"), bytes("{}"));
        other.headers().add(Wire.TYPE, bytes("parcel.lost"));
        assertThat(Incoming.of(subscription, records(received(other)), "t.", null, ANY))
                .isEmpty();
    }

    @Test
    void payloadsHoldRecordComponentsOnlyAndNoNulls() {
        record Priced(
                Money price,
                @org.jspecify.annotations.Nullable String note) {}
        EventType<Priced> type = new EventType<>("parcel.priced", 1, "parcels", Priced.class);
        Priced priced = new Priced(Money.of(1250, "EUR"), null);
        byte[] json = EventJson.write(priced);
        assertThat(json).asString().isEqualTo("{\"price\":{\"minor\":1250,\"currency\":\"EUR\"}}");
        assertThat(EventJson.read(type, json)).isEqualTo(priced);
        assertThat(EventJson.read(type, bytes("{\"later\":1,\"price\":{\"minor\":1250,\"currency\":\"EUR\"}}")))
                .isEqualTo(priced);
    }

    @Test
    void aTraceContextIsReadAsTheStandardSays() {
        String trace = TraceContext.fresh();
        assertThat(TraceContext.isValid(trace)).isTrue();
        assertThat(TraceContext.isValid(TraceContext.child(trace))).isTrue();
        assertThat(TraceContext.isValid("00-00000000000000000000000000000000-0000000000000001-01"))
                .isFalse();
        assertThat(TraceContext.isValid("nonsense")).isFalse();
        assertThat(TraceContext.current()).isNull();
        assertThat(TraceContext.<String>within("nonsense", () -> String.valueOf(TraceContext.current())))
                .isEqualTo("null");
    }

    private Incoming read(ConsumerRecord<byte[], byte[]> record) {
        return Incoming.of(subscription, records(record), "t.", null, ANY).getFirst();
    }

    private static ConsumerRecord<byte[], byte[]> recorded(Path file) throws IOException {
        JsonNode recorded = JsonMapper.shared().readTree(Files.readString(file));
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                "t.parcels",
                bytes(recorded.get("key").asString()),
                bytes(recorded.get("value").asString()));
        recorded.get("headers")
                .properties()
                .forEach(header -> record.headers()
                        .add(header.getKey(), bytes(header.getValue().asString())));
        return received(record);
    }

    private static Envelope envelope(String payload) {
        UUID id = new UUID(7, 7);
        return new Envelope(
                id,
                "parcel.sent",
                1,
                Instant.parse("2026-06-01T12:00:00.123456Z"),
                "peakday",
                "local",
                "anna",
                TraceContext.fresh(),
                Checksum.of(id, "parcel.sent", 1, "anna", bytes(payload)));
    }

    private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        ConsumerRecord<byte[], byte[]> received = new ConsumerRecord<>(sent.topic(), 0, 42, sent.key(), sent.value());
        sent.headers().forEach(header -> received.headers().add(header));
        return received;
    }

    private static ConsumerRecords<byte[], byte[]> records(ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecords<>(
                Map.of(new TopicPartition(record.topic(), record.partition()), List.of(record)), Map.of());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
