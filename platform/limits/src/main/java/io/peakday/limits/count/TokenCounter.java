package io.peakday.limits.count;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.peakday.limits.Rate.TokenBucket;

/** A token bucket in this process; Bucket4j's, lock-free. */
public final class TokenCounter implements Counter {
    private final Bucket bucket;

    public TokenCounter(TokenBucket rate, TimeMeter time) {
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.capacity()).refillGreedy(rate.refill(), rate.every()))
                .withCustomTimePrecision(time)
                .build();
    }

    @Override
    public Taken take(long units) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(units);
        return probe.isConsumed()
                ? Taken.allowed(probe.getRemainingTokens(), probe.getNanosToWaitForReset())
                : Taken.refused(probe.getNanosToWaitForRefill());
    }

    @Override
    public void release(long units) {
        bucket.addTokens(units);
    }
}
