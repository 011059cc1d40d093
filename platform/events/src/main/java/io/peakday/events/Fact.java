package io.peakday.events;

import java.util.Objects;

/** A fact about to be appended, for batches that mix types. */
public record Fact<T>(EventType<T> type, String key, T payload) {
    public Fact {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(payload, "payload");
    }
}
