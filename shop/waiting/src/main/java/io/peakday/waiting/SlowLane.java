package io.peakday.waiting;

import java.time.Duration;

/** So many a second on this node, and no more. */
final class SlowLane {
    /** When to try again if the second is full. */
    static final Duration COME_BACK = Duration.ofSeconds(5);

    private final int perSecond;
    private double tokens;
    private long atNanos = System.nanoTime();

    SlowLane(int perSecond) {
        this.perSecond = perSecond;
        this.tokens = perSecond;
    }

    synchronized boolean take() {
        long now = System.nanoTime();
        tokens = Math.min(perSecond, tokens + (now - atNanos) / 1e9 * perSecond);
        atNanos = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
