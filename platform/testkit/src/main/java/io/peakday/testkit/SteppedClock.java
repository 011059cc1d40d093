package io.peakday.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test steps by hand; safe to read from many threads. */
public final class SteppedClock implements InstantSource {
    private final AtomicReference<Instant> now;

    /** Begins at 2026-06-01T12:00:00Z. */
    public SteppedClock() {
        this(Instant.parse("2026-06-01T12:00:00Z"));
    }

    public SteppedClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Steps forward, or back with a negative duration, and gives the new time. */
    public Instant advance(Duration by) {
        return now.updateAndGet(time -> time.plus(by));
    }

    public void set(Instant time) {
        now.set(time);
    }
}
