package io.peakday.events;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * An event as a Kafka record: the envelope in headers, the partition key as key, the payload's JSON as value; so that any
 * Kafka tool shows the payload as it is, and a consumer knows by the type whether to read it at all.
 */
final class Wire {
    static final String ID = "id";
    static final String TYPE = "type";
    static final String VERSION = "version";
    static final String OCCURRED_AT = "occurred-at";
    static final String PRODUCER = "producer";
    static final String REGION = "region";
    static final String TRACEPARENT = "traceparent";
    static final String CHECKSUM = "checksum";
    static final String SIGNATURE = "signature";

    private static final Instant FAR_FUTURE = Instant.parse("9999-01-01T00:00:00Z");

    private Wire() {}

    static ProducerRecord<byte[], byte[]> record(String topic, Envelope envelope, byte[] payload) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, envelope.key().getBytes(StandardCharsets.UTF_8), payload);
        Headers headers = record.headers();
        put(headers, ID, envelope.id().toString());
        put(headers, TYPE, envelope.type());
        put(headers, VERSION, Integer.toString(envelope.schemaVersion()));
        put(headers, OCCURRED_AT, envelope.occurredAt().toString());
        put(headers, PRODUCER, envelope.producer());
        put(headers, REGION, envelope.region());
        put(headers, CHECKSUM, envelope.checksum());
        if (envelope.signature() != null) {
            put(headers, SIGNATURE, envelope.signature());
        }
        if (envelope.traceparent() != null) {
            put(headers, TRACEPARENT, envelope.traceparent());
        }
        return record;
    }

    /** The event's type, or null in a record that names none. */
    static @Nullable String type(ConsumerRecord<byte[], byte[]> record) {
        return get(record, TYPE);
    }

    /** The event's key, empty in a record that has none. */
    static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    /**
     * The envelope as far as it can be read; what is missing or damaged is replaced by what is known of the record, and
     * then {@link #verify} fails.
     */
    static Envelope envelope(ConsumerRecord<byte[], byte[]> record) {
        return new Envelope(
                id(record),
                or(get(record, TYPE), "unknown"),
                version(record),
                occurredAt(record),
                or(get(record, PRODUCER), ""),
                or(get(record, REGION), ""),
                key(record),
                get(record, TRACEPARENT),
                or(get(record, CHECKSUM), ""),
                get(record, SIGNATURE));
    }

    /** @throws UnreadableEvent if the checksum does not fit envelope and payload */
    static void verify(Envelope envelope, byte[] payload) {
        String expected =
                Checksum.of(envelope.id(), envelope.type(), envelope.schemaVersion(), envelope.key(), payload);
        if (!expected.equals(envelope.checksum())) {
            throw new UnreadableEvent(
                    "the checksum is " + expected + ", and the record says \"" + envelope.checksum() + "\"", null);
        }
    }

    private static UUID id(ConsumerRecord<byte[], byte[]> record) {
        String id = get(record, ID);
        try {
            if (id != null) {
                return UUID.fromString(id);
            }
        } catch (IllegalArgumentException e) {
            // Falls through: a damaged id is as good as none.
        }
        String place = record.topic() + "/" + record.partition() + "@" + record.offset();
        return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
    }

    private static int version(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Integer.parseInt(or(get(record, VERSION), ""));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Instant occurredAt(ConsumerRecord<byte[], byte[]> record) {
        try {
            Instant said = Instant.parse(or(get(record, OCCURRED_AT), ""));
            if (said.isAfter(Instant.EPOCH) && said.isBefore(FAR_FUTURE)) {
                return said;
            }
        } catch (DateTimeException e) {
            // Falls through to what the record itself knows.
        }
        return Instant.ofEpochMilli(Math.clamp(record.timestamp(), 0, FAR_FUTURE.toEpochMilli()));
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String get(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
