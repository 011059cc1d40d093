package io.peakday.limits.shared;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.bucket4j.redis.lettuce.cas.LettuceBasedProxyManager;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.peakday.limits.Rate;
import io.peakday.limits.Rate.SlidingWindow;
import io.peakday.limits.Rate.TokenBucket;
import io.peakday.limits.count.Lender.Lease;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The counters that nodes share, in a Redis or Valkey server. Token buckets are Bucket4j's (compare and swap of a bucket's
 * state, by the clock of the node that asks); sliding windows are a script (by the clock of the server).
 */
public final class SharedCounters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedCounters.class);
    /** So many questions in a row without an answer, and the server is away. One may be a pause of our own. */
    private static final int TOLERATED = 3;

    private static final Duration FORGET_AFTER = Duration.ofHours(2);
    private static final String WINDOW = script("window.lua");

    private record Ready(
            StatefulRedisConnection<String, byte[]> connection, LettuceBasedProxyManager<String> buckets) {}

    private final RedisLink link;
    private final Duration timeout;
    private final Duration pause;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong awayUntil = new AtomicLong();
    private volatile boolean away;
    private volatile @Nullable Ready ready;

    /**
     * @param timeout how long an answer may take
     * @param pause how long nobody asks after there was none; then one does, to see whether it is back
     */
    public SharedCounters(RedisLink link, Duration timeout, Duration pause) {
        this.link = link;
        this.timeout = timeout;
        this.pause = pause;
    }

    /**
     * Takes as many units as there are, at most so many.
     *
     * @param version of the rate: a bucket takes a rate over from a caller with a later version, and keeps its tokens
     */
    public CompletableFuture<Lease> lease(String key, Rate rate, long version, long units) {
        if (away && !mayTry()) {
            return CompletableFuture.failedFuture(new IOException("The shared counters are away"));
        }
        CompletableFuture<Lease> lease = link.connection()
                .thenApply(this::ready)
                .thenCompose(now -> switch (rate) {
                    case TokenBucket bucket -> fromBucket(now, key, bucket, version, units);
                    case SlidingWindow window -> fromWindow(now, key, window, units);
                });
        return lease.whenComplete((granted, failure) -> {
            if (failure == null) {
                failures.set(0);
                if (away) {
                    away = false;
                    LOG.info("The shared counters at {} answer again", link);
                }
            } else if (failures.incrementAndGet() == TOLERATED) {
                awayUntil.set(System.nanoTime() + pause.toNanos());
                away = true;
                LOG.warn(
                        "The shared counters at {} do not answer ({}); each policy of limits says what holds meanwhile",
                        link,
                        reason(failure));
            }
        });
    }

    /** True for one caller in each pause. */
    private boolean mayTry() {
        long now = System.nanoTime();
        long until = awayUntil.get();
        return now - until >= 0 && awayUntil.compareAndSet(until, now + pause.toNanos());
    }

    /** What is at the bottom of it: a wrong password, a certificate that nobody trusts, a port that is closed. */
    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }

    /** Whether the server answers, as far as is known. */
    public boolean answers() {
        return !away;
    }

    @SuppressWarnings("ReferenceEquality") // whether it is another connection than before
    private Ready ready(StatefulRedisConnection<String, byte[]> connection) {
        Ready now = ready;
        if (now == null || now.connection() != connection) {
            now = new Ready(
                    connection,
                    Bucket4jLettuce.casBasedBuilder(connection)
                            .requestTimeout(timeout)
                            .expirationAfterWrite(
                                    ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(FORGET_AFTER))
                            .build());
            ready = now;
        }
        return now;
    }

    private static CompletableFuture<Lease> fromBucket(
            Ready now, String key, TokenBucket rate, long version, long units) {
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(rate.capacity()).refillGreedy(rate.refill(), rate.every()))
                .build();
        return now.buckets()
                .asAsync()
                .builder()
                .withImplicitConfigurationReplacement(version, TokensInheritanceStrategy.AS_IS)
                .build(key, configuration)
                .asVerbose()
                .tryConsumeAsMuchAsPossible(units)
                .thenApply(result -> lease(result, rate));
    }

    private static Lease lease(VerboseResult<Long> result, TokenBucket rate) {
        long oneComesBack = Math.ceilDiv(rate.every().toNanos(), rate.refill());
        return new Lease(result.getValue(), result.getState().getAvailableTokens(), oneComesBack);
    }

    private static CompletableFuture<Lease> fromWindow(Ready now, String key, SlidingWindow rate, long units) {
        long slotMillis = Math.max(1, Math.ceilDiv(rate.window().toMillis(), SlidingWindow.SLOTS));
        return now.connection()
                .async()
                .<List<Object>>eval(
                        WINDOW,
                        ScriptOutputType.MULTI,
                        new String[] {key},
                        bytes(rate.limit()),
                        bytes(slotMillis),
                        bytes(SlidingWindow.SLOTS),
                        bytes(units))
                .toCompletableFuture()
                .thenApply(answer -> new Lease(
                        (Long) answer.get(0),
                        (Long) answer.get(1),
                        Duration.ofMillis((Long) answer.get(2)).toNanos()));
    }

    private static byte[] bytes(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    static String script(String name) {
        try (InputStream file = SharedCounters.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("missing " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
