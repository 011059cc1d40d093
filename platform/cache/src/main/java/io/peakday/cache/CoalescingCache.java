package io.peakday.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import io.peakday.kernel.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A bounded cache of this node that computes each value once, however many ask for it at the same time.
 *
 * <p><b>How it keeps its promise.</b> What the cache holds for a key is the <i>computation</i> (a future), put there
 * before it starts. Whoever finds one waits for it; whoever puts one there computes it on its own thread. {@link
 * #invalidate} takes the computation out of the map without waiting for it: those who already hold it may still be
 * given its value, as if they had asked a moment earlier, but a call of {@link #get} that begins afterwards finds
 * nothing and computes again. Its completion cannot bring the old value back, because a value is never put under a key,
 * only a future is completed that the map no longer holds. Pending computations weigh nothing; Caffeine weighs them
 * when they complete.
 *
 * <p>A <i>lenient</i> cache does not let a crowd wait while one of them computes again: for a bounded time after the
 * invalidation those who come meanwhile are given the value that was. What is invalidated is then not taken out but replaced by
 * a note of it, marked with when it became outdated; the first caller to find the note computes, with the note in hand, and the
 * others read it there. A value whose own time has ended is never given out, nor one whose recomputation takes longer than
 * that. Whoever comes alone always gets the new value.
 *
 * <p>A failed computation is kept for nobody: those who waited get its exception, the next caller tries again. That
 * there is no value (null) is not kept either.
 */
public final class CoalescingCache<K, V> {
    /**
     * A computed value.
     *
     * @param validUntil from when on it must not be given out; null: until it is invalidated
     */
    public record Fresh<V>(V value, @Nullable Instant validUntil) {}

    /**
     * @param validFrom when it was computed: before that the clock has been put back, and how long it was to be valid says nothing
     * @param outdatedAt when it was invalidated, in the nanoseconds of {@link System#nanoTime}; {@code FRESH} if it was not
     */
    private record Kept<V>(V value, long validFrom, long validUntil, long outdatedAt) {
        boolean validAt(long millis) {
            return validUntil == Long.MAX_VALUE || (millis >= validFrom - SLEW_MILLIS && millis < validUntil);
        }

        boolean outdated() {
            return outdatedAt != FRESH;
        }

        Kept<V> outdatedNow() {
            return new Kept<>(value, validFrom, validUntil, System.nanoTime());
        }
    }

    private static final long FRESH = Long.MIN_VALUE;
    /** What the machine corrects now and then is no clock that was put back. */
    private static final long SLEW_MILLIS = 1_000;

    /** A computation of that version, with what there was before it, if that may be given out meanwhile. */
    private static final class Computation<V> extends CompletableFuture<Kept<V>> {
        private final @Nullable Kept<V> before;
        private final long version;

        Computation(@Nullable Kept<V> before, long version) {
            this.before = before;
            this.version = version;
        }
    }

    private final AsyncCache<K, Kept<V>> cache;
    private final long lenientNanos;
    private final InstantSource clock;
    private final Function<? super K, @Nullable Fresh<V>> compute;

    /** Bounded by the sum of what {@code weigh} says of each value. */
    public CoalescingCache(
            long maxWeight,
            Weigher<? super K, ? super V> weigh,
            InstantSource clock,
            Function<? super K, @Nullable Fresh<V>> compute) {
        this(maxWeight, weigh, Duration.ZERO, clock, compute);
    }

    /** @param lenient how long after its invalidation a value may be given out while it is computed again; zero: never */
    public CoalescingCache(
            long maxWeight,
            Weigher<? super K, ? super V> weigh,
            Duration lenient,
            InstantSource clock,
            Function<? super K, @Nullable Fresh<V>> compute) {
        this.lenientNanos = lenient.toNanos();
        this.clock = clock;
        this.compute = compute;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(maxWeight)
                .weigher((K key, Kept<V> kept) -> weigh.weigh(key, kept.value()))
                .executor(Runnable::run)
                .buildAsync();
    }

    /** The value, computed if need be; null where there is none. Throws what the computation threw. */
    public @Nullable V get(K key) {
        return get(key, Long.MIN_VALUE);
    }

    /**
     * The value as of a version at least: of what was computed for a smaller one, this is an invalidation.
     *
     * @param version grows with every change of what the value is made of; read before this call, so that the computation sees
     *     all that it stands for
     */
    @SuppressWarnings("ReferenceEquality") // the very one that was kept before; another is not as good for being equal
    public @Nullable V get(K key, long version) {
        Kept<V> before = null;
        while (true) {
            CompletableFuture<Kept<V>> found = cache.getIfPresent(key);
            if (found == null) {
                Computation<V> mine = new Computation<>(before, version);
                found = cache.asMap().putIfAbsent(key, mine);
                if (found == null) {
                    return compute(key, mine);
                }
            }
            if (found instanceof Computation<V> older && older.version < version) {
                outdate(key, found);
                continue;
            }
            Kept<V> meanwhile = before(found);
            Kept<V> kept = meanwhile != null && usable(meanwhile) ? meanwhile : await(found);
            if (kept == null) {
                return null;
            }
            if (kept.validAt(clock.millis()) && (kept == meanwhile || !kept.outdated())) {
                return kept.value();
            }
            // Only one takes it out, and only that one goes on with the note of it.
            before = cache.asMap().remove(key, found) && kept.outdated() ? kept : null;
        }
    }

    /**
     * Once this has returned, no call of {@link #get} that then begins gives a value whose computation began before, but for
     * those that a lenient cache answers while it is computed again.
     */
    public void invalidate(K key) {
        CompletableFuture<Kept<V>> found = cache.asMap().get(key);
        while (found != null && !outdate(key, found)) {
            found = cache.asMap().get(key);
        }
    }

    /** {@link #invalidate} for every key. */
    public void invalidateAll() {
        if (lenientNanos == 0) {
            cache.asMap().clear();
        } else {
            cache.asMap().keySet().forEach(this::invalidate);
        }
    }

    /** Takes out every value that the condition holds for, and every computation that is still under way. */
    public void invalidateIf(Predicate<? super V> condition) {
        cache.asMap().forEach((key, future) -> {
            Kept<V> kept = done(future);
            if (kept == null || condition.test(kept.value())) {
                outdate(key, future);
            }
        });
    }

    /** False if something else is there by now. */
    private boolean outdate(K key, CompletableFuture<Kept<V>> found) {
        Kept<V> last = done(found);
        if (last != null && last.outdated()) {
            return true;
        }
        if (!cache.asMap().remove(key, found)) {
            return false;
        }
        // Of a computation that is invalidated while it is under way, what was before it stays, and its time goes on.
        Kept<V> was = last == null ? before(found) : last.outdatedNow();
        if (lenientNanos > 0 && was != null && usable(was)) {
            cache.asMap().putIfAbsent(key, CompletableFuture.completedFuture(was));
        }
        return true;
    }

    private boolean usable(Kept<V> outdated) {
        return System.nanoTime() - outdated.outdatedAt() < lenientNanos && outdated.validAt(clock.millis());
    }

    private static <V> @Nullable Kept<V> before(CompletableFuture<Kept<V>> found) {
        return found instanceof Computation<V> computation && !found.isDone() ? computation.before : null;
    }

    private static <V> @Nullable Kept<V> done(CompletableFuture<Kept<V>> future) {
        return future.isDone() && !future.isCompletedExceptionally() ? future.join() : null;
    }

    /** About how many values are held. */
    public long size() {
        return cache.synchronous().estimatedSize();
    }

    private @Nullable V compute(K key, CompletableFuture<Kept<V>> mine) {
        try {
            long from = clock.millis();
            Fresh<V> fresh = compute.apply(key);
            if (fresh == null) {
                complete(mine, null);
                return null;
            }
            Instant until = fresh.validUntil();
            long to = until == null ? Long.MAX_VALUE : until.toEpochMilli();
            complete(mine, new Kept<>(fresh.value(), from, to, FRESH));
            return fresh.value();
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            if (mine.isCompletedExceptionally()) {
                cache.asMap().remove(key, mine);
            }
        }
    }

    // A future's value is declared non-null; Caffeine's contract is that null means "there is none" and drops the
    // entry.
    @SuppressWarnings("NullAway")
    private static <T> void complete(CompletableFuture<T> future, @Nullable T value) {
        future.complete(value);
    }

    @SuppressWarnings("NullAway")
    private static <T> @Nullable T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : Failure.internal("web.computation-failed", "A value could not be computed.", e.getCause());
        }
    }
}
