package io.peakday.events;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One kind of fact: its stable name, the version of its payload, the topic it travels on and the record it is written as.
 *
 * <p>Payloads evolve only by adding optional fields: a reader ignores what it does not know, and finds what the writer did
 * not send as null (or zero). The version counts such additions and is carried in the envelope; a change that an old reader
 * would misunderstand is a new name.
 *
 * @param name past tense, lower case, dotted by module: {@code order.paid}
 * @param version of the payload, from 1
 * @param topic without the installation's prefix: {@code orders}
 * @param payload a record that Jackson can write and read
 * @param personal the fields of the payload that say something about a person; the event's key names whom, and they travel
 *     sealed under that subject's key
 */
public record EventType<T>(String name, int version, String topic, Class<T> payload, List<Personal> personal) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+");
    private static final Pattern TOPIC = Pattern.compile("[a-z][a-z0-9-]{0,79}");

    /** Of a payload that says nothing about a person. */
    public EventType(String name, int version, String topic, Class<T> payload) {
        this(name, version, topic, payload, List.of());
    }

    public EventType {
        personal = List.copyOf(personal);
        Objects.requireNonNull(payload, "payload");
        if (!NAME.matcher(name).matches() || name.length() > 100) {
            throw new IllegalArgumentException("not the name of an event: " + name);
        }
        if (!TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException("not the name of a topic: " + topic);
        }
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1: " + version);
        }
    }

    /** The same type, of whose payload these fields are personal. */
    public EventType<T> sealing(Personal... fields) {
        return new EventType<>(name, version, topic, payload, List.of(fields));
    }
}
