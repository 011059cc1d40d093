package io.peakday.events;

import java.util.Objects;

/**
 * A payload and the key whose order it keeps.
 *
 * @param key the identifier of the thing the fact is about; facts with one key are handled in the order they were appended
 */
public record Keyed<T>(String key, T payload) {
    public Keyed {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(payload, "payload");
    }
}
