package io.peakday.limits.region;

import io.peakday.limits.Rate.TokenBucket;
import java.time.Duration;

/**
 * What of a token bucket a region may spend.
 *
 * @param bucket the region's part, rounded down; a share too small for one token gets none
 * @param version grows with every change of the share
 */
public record RegionRate(TokenBucket bucket, long version) {
    private static final Duration FOREVER = Duration.ofDays(36_500);

    /** The part of the whole bucket; {@code capacity} 0 where that is less than one token. */
    public static RegionRate of(TokenBucket whole, ShareLedger ledger, String region) {
        long share = ledger.share(region);
        long capacity = whole.capacity() * share / ShareLedger.WHOLE;
        // The tokens stay whole, and the time in which they come back is longer.
        Duration every =
                share <= 0 ? FOREVER : Duration.ofNanos(longer(whole.every().toNanos(), share));
        return new RegionRate(new TokenBucket(capacity, whole.refill(), every), ledger.version(region));
    }

    /** {@code nanos · whole / share}, rounded up; without overflow at the price of coarser rounding. */
    private static long longer(long nanos, long share) {
        return nanos < Long.MAX_VALUE / ShareLedger.WHOLE
                ? Math.ceilDiv(nanos * ShareLedger.WHOLE, share)
                : Math.multiplyExact(Math.ceilDiv(nanos, share), ShareLedger.WHOLE);
    }
}
