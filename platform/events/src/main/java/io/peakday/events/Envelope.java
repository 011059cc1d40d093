package io.peakday.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event apart from its payload.
 *
 * @param id UUID version 7, made when the event was appended; the inbox recognises a repeated event by it
 * @param type the name of its {@link EventType}
 * @param schemaVersion the version of the payload as it was written
 * @param occurredAt when it was appended, to the microsecond, by the clock of the node that did
 * @param producer the program that appended it
 * @param region the region that program ran in
 * @param key the key whose order it keeps
 * @param traceparent the W3C trace context it was appended in, if there was one
 * @param checksum of identity and payload, verified when it is read
 * @param signature {@code key:MAC} by the node that appended it; null from before events were signed
 */
public record Envelope(
        UUID id,
        String type,
        int schemaVersion,
        Instant occurredAt,
        String producer,
        String region,
        String key,
        @Nullable String traceparent,
        String checksum,
        @Nullable String signature) {
    /** One that nobody signed. */
    public Envelope(
            UUID id,
            String type,
            int schemaVersion,
            Instant occurredAt,
            String producer,
            String region,
            String key,
            @Nullable String traceparent,
            String checksum) {
        this(id, type, schemaVersion, occurredAt, producer, region, key, traceparent, checksum, null);
    }

    Envelope with(String newSignature) {
        return new Envelope(
                id, type, schemaVersion, occurredAt, producer, region, key, traceparent, checksum, newSignature);
    }
}
