package io.peakday.cache;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.cache.CoalescingCache.Fresh;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Prebuilt answers of this node by key, bounded by their bytes: each is computed once however many ask, and never given
 * out after it was invalidated, but for a moment by a lenient one. See {@link CoalescingCache} for how.
 *
 * @param <K> a key with {@code equals} and {@code hashCode}, such as a slug or a record
 */
public final class PrebuiltCache<K> {
    /**
     * A computed answer.
     *
     * @param validUntil from when on it must not be served (a price that ends); null: until it is invalidated
     */
    public record Entry(Prebuilt answer, @Nullable Instant validUntil) {
        /** An answer that stays right until it is invalidated. */
        public static Entry of(Prebuilt answer) {
            return new Entry(answer, null);
        }

        /**
         * Until whichever is first.
         *
         * @param end when something shown ends; null: nothing does
         * @param latest how long it is kept at most
         */
        public static Entry until(Prebuilt answer, @Nullable Instant end, Instant latest) {
            return new Entry(answer, end == null || end.isAfter(latest) ? latest : end);
        }
    }

    /** How long a crowd at a page may be shown what was a moment ago, while one of them has it rendered again. */
    public static final Duration MOMENT = Duration.ofSeconds(1);

    private final String name;
    private final CoalescingCache<K, Prebuilt> cache;
    private final LongAdder computed = new LongAdder();

    /** @param compute makes the answer; null where there is none, which is not remembered */
    public PrebuiltCache(
            String name, DataSize maxBytes, InstantSource clock, Function<? super K, @Nullable Entry> compute) {
        this(name, maxBytes, Duration.ZERO, clock, compute);
    }

    /**
     * @param lenient how long after its invalidation an answer may be given out while it is computed again, so that a crowd
     *     at one page does not wait for one rendering; zero: never
     */
    public PrebuiltCache(
            String name,
            DataSize maxBytes,
            Duration lenient,
            InstantSource clock,
            Function<? super K, @Nullable Entry> compute) {
        this.name = name;
        this.cache = new CoalescingCache<>(maxBytes.toBytes(), (key, answer) -> answer.size(), lenient, clock, key -> {
            computed.increment();
            Entry entry = compute.apply(key);
            return entry == null ? null : new Fresh<>(entry.answer(), entry.validUntil());
        });
    }

    /** The answer for this key; null where there is none. Throws what the computation threw. */
    public @Nullable Prebuilt get(K key) {
        return cache.get(key);
    }

    /** As {@link #get(Object)}, as of a version at least; see {@link CoalescingCache#get(Object, long)}. */
    public @Nullable Prebuilt get(K key, long version) {
        return cache.get(key, version);
    }

    /** Once this has returned, no call of {@link #get} that then begins gives an answer computed before. */
    public void invalidate(K key) {
        cache.invalidate(key);
    }

    /** {@link #invalidate} for every key. */
    public void invalidateAll() {
        cache.invalidateAll();
    }

    /** Shows entries and computations as {@code peakday.prebuilt.*}. */
    public PrebuiltCache<K> measured(MeterRegistry meters) {
        Gauge.builder("peakday.prebuilt.entries", cache, CoalescingCache::size)
                .tag("cache", name)
                .register(meters);
        Gauge.builder("peakday.prebuilt.computed", computed, LongAdder::sum)
                .tag("cache", name)
                .register(meters);
        return this;
    }
}
