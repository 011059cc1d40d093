package io.peakday.web;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Prebuilt answers of this node by key. */
public final class PrebuiltCache<K> {
    /**
     * A computed answer.
     *
     * @param validUntil from when on it must not be served; null: until it is invalidated
     */
    public record Entry(Prebuilt answer, @Nullable Instant validUntil) {}

    public PrebuiltCache(
            String name, DataSize maxBytes, InstantSource clock, Function<? super K, @Nullable Entry> compute) {}

    /** The answer for this key, computed once however many ask; null where there is none. */
    public @Nullable Prebuilt get(K key) {
        throw new UnsupportedOperationException();
    }

    /** Once this has returned, no call of {@link #get} gives an answer whose computation began before it. */
    public void invalidate(K key) {
        throw new UnsupportedOperationException();
    }

    public void invalidateAll() {
        throw new UnsupportedOperationException();
    }
}
