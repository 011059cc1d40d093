package io.peakday.events;

import io.peakday.events.Subscription.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

/**
 * A record that concerns a subscription: read, found unreadable, or refused unread.
 *
 * @param topic without the installation's prefix
 * @param event the event with its handler, or null if the record could not be read
 * @param problem why not, or null if it could
 * @param refusal why it is not one of this store's events; null if it is
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
record Incoming(
        Envelope envelope,
        byte[] payload,
        String topic,
        int partition,
        long offset,
        @Nullable Event<?> event,
        @Nullable UnreadableEvent problem,
        @Nullable String refusal) {

    /** An event and the handler it is for. */
    record Event<T>(Route<T> route, Received<T> received) {}

    /** The records that the subscription handles, in order; those of other types are left out unread. */
    static List<Incoming> of(
            Subscription subscription,
            ConsumerRecords<byte[], byte[]> records,
            String topicPrefix,
            @Nullable SubjectKeys keys,
            Admission admission) {
        Map<UUID, byte[]> secrets = keys == null ? Map.of() : keys.find(subscription, subjects(subscription, records));
        List<Incoming> incoming = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            read(subscription, record, topicPrefix, secrets, admission).ifPresent(incoming::add);
        }
        return incoming;
    }

    private static Set<UUID> subjects(Subscription subscription, ConsumerRecords<byte[], byte[]> records) {
        Set<UUID> subjects = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String type = Wire.type(record);
            Route<?> route = type == null ? null : subscription.routes().get(type);
            if (route != null && !route.type().personal().isEmpty()) {
                subjects.add(SubjectKeys.subject(Wire.key(record)));
            }
        }
        return subjects;
    }

    private static Optional<Incoming> read(
            Subscription subscription,
            ConsumerRecord<byte[], byte[]> record,
            String topicPrefix,
            Map<UUID, byte[]> secrets,
            Admission admission) {
        String type = Wire.type(record);
        Route<?> route = type == null ? null : subscription.routes().get(type);
        if (type != null && route == null) {
            return Optional.empty();
        }
        Envelope envelope = Wire.envelope(record);
        byte[] payload = record.value() == null ? new byte[0] : record.value();
        return Optional.of(read(
                route,
                envelope,
                payload,
                record.topic().substring(topicPrefix.length()),
                record.partition(),
                record.offset(),
                secrets,
                admission));
    }

    /** Reads the payload for the handler, if the record is ours; without one, or damaged, it is unreadable. */
    static Incoming read(
            @Nullable Route<?> route,
            Envelope envelope,
            byte[] payload,
            String topic,
            int partition,
            long offset,
            Map<UUID, byte[]> secrets,
            Admission admission) {
        String refusal = admission.refusal(topic, partition, offset, envelope, payload);
        if (refusal != null) {
            return new Incoming(envelope, payload, topic, partition, offset, null, null, refusal);
        }
        try {
            if (route == null) {
                throw new UnreadableEvent("the record does not say what type of event it is", null);
            }
            Wire.verify(envelope, payload);
            return new Incoming(
                    envelope, payload, topic, partition, offset, event(route, envelope, payload, secrets), null, null);
        } catch (UnreadableEvent e) {
            return new Incoming(envelope, payload, topic, partition, offset, null, e, null);
        }
    }

    private static <T> Event<T> event(Route<T> route, Envelope envelope, byte[] payload, Map<UUID, byte[]> secrets) {
        EventType<T> type = route.type();
        T read = Sealing.open(type, envelope.key(), payload, secrets.get(SubjectKeys.subject(envelope.key())));
        return new Event<>(route, new Received<>(envelope, read));
    }
}
