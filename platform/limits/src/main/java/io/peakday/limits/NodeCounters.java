package io.peakday.limits;

import io.github.bucket4j.TimeMeter;
import io.peakday.limits.Policy.AcrossRegions;
import io.peakday.limits.Policy.WhenAway;
import io.peakday.limits.Rate.SlidingWindow;
import io.peakday.limits.Rate.TokenBucket;
import io.peakday.limits.count.Counter;
import io.peakday.limits.count.LeasedCounter;
import io.peakday.limits.count.LeasedCounter.Terms;
import io.peakday.limits.count.Lender;
import io.peakday.limits.count.Lender.Lease;
import io.peakday.limits.count.Taken;
import io.peakday.limits.count.TokenCounter;
import io.peakday.limits.count.WindowCounter;
import io.peakday.limits.region.RegionRate;
import io.peakday.limits.region.RegionShares;
import io.peakday.limits.shared.SharedCounters;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Makes the counters of this node: its own where there is one node, leased from the shared ones where there are several. */
public final class NodeCounters {
    private static final String PREFIX = "peakday:limits:";

    private final LongSupplier nanos;
    private final LimitsSettings.@Nullable Redis terms;
    private final @Nullable SharedCounters shared;
    private final @Nullable RegionShares regions;

    private NodeCounters(
            LongSupplier nanos,
            LimitsSettings.@Nullable Redis terms,
            @Nullable SharedCounters shared,
            @Nullable RegionShares regions) {
        this.nanos = nanos;
        this.terms = terms;
        this.shared = shared;
        this.regions = regions;
    }

    /** Counts in this process only. */
    public static NodeCounters alone(LongSupplier nanos) {
        return new NodeCounters(nanos, null, null, null);
    }

    /** Counts together with other nodes; with {@code regions}, with other regions too. */
    public static NodeCounters together(
            LongSupplier nanos, LimitsSettings.Redis terms, SharedCounters shared, @Nullable RegionShares regions) {
        return new NodeCounters(nanos, terms, shared, regions);
    }

    /** A new counter of one key of a policy. */
    Counter create(Policy policy, String key) {
        if (shared == null || terms == null) {
            return own(policy.rate());
        }
        long slice =
                Math.max(1, Math.min(terms.maxSlice(), (long) (policy.rate().limit() * terms.slice())));
        Terms lease = new Terms(policy.rate(), slice, terms.lease(), terms.timeout(), terms.pause());
        Counter alone = policy.whenAway() == WhenAway.OPEN ? own(policy.rate()) : null;
        Counter counter = new LeasedCounter(lender(policy, key, shared), lease, alone, nanos);
        RegionShares others = regions;
        return others != null && policy.regions() == AcrossRegions.SHARED
                ? new Watched(counter, units -> others.asked(policy, units))
                : counter;
    }

    private Lender lender(Policy policy, String key, SharedCounters shared) {
        // Another rate is another counter; a region's part of it is not.
        String name =
                PREFIX + policy.name() + ':' + Integer.toHexString(policy.rate().hashCode()) + ':' + key;
        RegionShares others = regions;
        if (others == null || policy.regions() == AcrossRegions.EACH || !(policy.rate() instanceof TokenBucket whole)) {
            return units -> shared.lease(name, policy.rate(), 1, units);
        }
        return units -> {
            RegionRate part = others.rate(policy, whole);
            return part.bucket().capacity() < 1
                    ? CompletableFuture.completedFuture(
                            new Lease(0, 0, Duration.ofSeconds(1).toNanos()))
                    : shared.lease(name, part.bucket(), 1 + part.version(), units);
        };
    }

    /** One that counts on this node only, for a policy whose shared one is away. */
    Counter createAlone(Policy policy) {
        return own(policy.rate());
    }

    private Counter own(Rate rate) {
        return switch (rate) {
            case TokenBucket bucket -> new TokenCounter(bucket, meter());
            case SlidingWindow window -> new WindowCounter(window, nanos);
        };
    }

    private TimeMeter meter() {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return nanos.getAsLong();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }

    /** Reports how much is asked for. */
    private record Watched(Counter counter, java.util.function.LongConsumer asked) implements Counter {
        @Override
        public Taken take(long units) {
            asked.accept(units);
            return counter.take(units);
        }

        @Override
        public void release(long units) {
            counter.release(units);
        }
    }
}
