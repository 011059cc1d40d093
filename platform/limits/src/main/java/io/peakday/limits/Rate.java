package io.peakday.limits;

import java.time.Duration;

/** How much is allowed in a time. Units are requests, or whatever a policy says that a request costs. */
public sealed interface Rate {
    /** The most that can be had at once. */
    long limit();

    /** In how long that much comes back. */
    Duration window();

    /**
     * A token bucket: starts full, is refilled evenly, never holds more than its capacity. In any time {@code t} it lets at
     * most {@code capacity + refill · t / every} through.
     *
     * @param capacity the most tokens it holds: the burst it allows
     * @param refill tokens that come back in {@code every}
     */
    record TokenBucket(long capacity, long refill, Duration every) implements Rate {
        @Override
        public long limit() {
            return capacity;
        }

        @Override
        public Duration window() {
            long nanos = (long) Math.ceil((double) capacity / refill * every.toNanos());
            return Duration.ofNanos(Math.max(1, nanos));
        }
    }

    /**
     * A sliding window of counters: never more than {@code limit} in any {@code window}. Requests are counted in {@value
     * #SLOTS} slots and counted until their whole slot is past, so that a request counts for at most one slot (a {@value
     * #SLOTS}th of the window) too long, never too short.
     */
    record SlidingWindow(long limit, Duration window) implements Rate {
        /** Slots in a window. One more is counted: the one that the window's far end lies in. */
        public static final int SLOTS = 16;
    }
}
