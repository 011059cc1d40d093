package io.peakday.web;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import io.peakday.kernel.Failure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bounded cache of this node that computes each value once, however many ask for it at the same time.
 *
 * <p><b>How it keeps its promise.</b> What the cache holds for a key is the <i>computation</i> (a future), put there
 * before it starts. Whoever finds one waits for it; whoever puts one there computes it on its own thread. {@link
 * #invalidate} takes the computation out of the map without waiting for it: those who already hold it may still be
 * given its value, as if they had asked a moment earlier, but a call of {@link #get} that begins afterwards finds
 * nothing and computes anew. Its completion cannot bring the old value back, because a value is never put under a key,
 * only a future is completed that the map no longer holds. Pending computations weigh nothing; Caffeine weighs them
 * when they complete.
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

    private record Kept<V>(V value, long validUntil) {}

    private final AsyncCache<K, Kept<V>> cache;
    private final InstantSource clock;
    private final Function<? super K, @Nullable Fresh<V>> compute;

    /** Bounded by the sum of what {@code weigh} says of each value. */
    public CoalescingCache(
            long maxWeight,
            Weigher<? super K, ? super V> weigh,
            InstantSource clock,
            Function<? super K, @Nullable Fresh<V>> compute) {
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
        while (true) {
            CompletableFuture<Kept<V>> found = cache.getIfPresent(key);
            if (found == null) {
                CompletableFuture<Kept<V>> mine = new CompletableFuture<>();
                found = cache.asMap().putIfAbsent(key, mine);
                if (found == null) {
                    return compute(key, mine);
                }
            }
            Kept<V> kept = await(found);
            if (kept == null) {
                return null;
            }
            if (clock.millis() < kept.validUntil()) {
                return kept.value();
            }
            cache.asMap().remove(key, found);
        }
    }

    /** Once this has returned, no call of {@link #get} that then begins gives a value whose computation began before. */
    public void invalidate(K key) {
        cache.asMap().remove(key);
    }

    /** {@link #invalidate} for every key. */
    public void invalidateAll() {
        cache.asMap().clear();
    }

    /** Takes out every value that the condition holds for, and every computation that is still under way. */
    public void invalidateIf(java.util.function.Predicate<? super V> condition) {
        cache.asMap().forEach((key, future) -> {
            Kept<V> kept = future.isDone() && !future.isCompletedExceptionally() ? future.join() : null;
            if (kept == null || condition.test(kept.value())) {
                cache.asMap().remove(key, future);
            }
        });
    }

    /** About how many values are held. */
    public long size() {
        return cache.synchronous().estimatedSize();
    }

    private @Nullable V compute(K key, CompletableFuture<Kept<V>> mine) {
        try {
            Fresh<V> fresh = compute.apply(key);
            if (fresh == null) {
                complete(mine, null);
                return null;
            }
            Instant until = fresh.validUntil();
            complete(mine, new Kept<>(fresh.value(), until == null ? Long.MAX_VALUE : until.toEpochMilli()));
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
