package io.peakday.limits;

import java.time.Duration;

/** Whether somebody may. */
public sealed interface Decision {
    /** No policy concerns this request. */
    @SuppressWarnings("ClassInitializationDeadlock") // no thread begins with the record: this line alone makes one
    Decision UNLIMITED = new Unlimited();

    /** Whether to go on. */
    default boolean allows() {
        return this instanceof Unlimited || this instanceof Allowed;
    }

    /** No policy concerns this request. */
    record Unlimited() implements Decision {}

    /**
     * All policies had room; reported is the one with the least.
     *
     * @param remaining units left
     * @param resetNanos until all of the limit is there again; at most so long
     */
    record Allowed(Policy policy, long remaining, long resetNanos) implements Decision {}

    /** A policy had no room, and nothing was taken from any. */
    record Refused(Policy policy, long retryNanos) implements Decision {
        /** When asking again helps, in whole seconds; at least one. */
        public long retrySeconds() {
            return Math.max(1, Math.ceilDiv(retryNanos, Duration.ofSeconds(1).toNanos()));
        }
    }

    /** The shared counters cannot be reached, and the policy lets nobody through without them. */
    record Away(Policy policy) implements Decision {}
}
