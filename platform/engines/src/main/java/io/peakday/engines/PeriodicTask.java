package io.peakday.engines;

import java.time.Duration;
import java.util.Objects;

/**
 * Background work that every node runs again and again: the next run begins {@code every} after the last one ended, so
 * that runs never overlap on one node. Several nodes run it at the same time; the work itself must be safe under that
 * (guarded statements, {@code for update skip locked}).
 *
 * @param name dotted by module: {@code identity.prune}
 * @param every the pause between two runs; positive
 */
public record PeriodicTask(String name, Duration every, Runnable work) {
    public PeriodicTask {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(work, "work");
        if (every.isZero() || every.isNegative()) {
            throw new IllegalArgumentException(name + " must have a positive pause, not " + every);
        }
    }
}
