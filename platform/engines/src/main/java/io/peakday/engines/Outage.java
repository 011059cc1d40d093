package io.peakday.engines;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What one group knows of a database that went away, so that not every caller has to find out by waiting for it.
 *
 * <p>A circuit breaker: an attempt that finds it away opens the circuit. While it is open, one newcomer in each {@link #PAUSE} is let through
 * to try, and all others are refused at once; the first success closes it. There is no state to get stuck in: a try that
 * never reports back is followed by the next.
 */
final class Outage {
    /** Short beside the restart of a server, long enough that hardly anybody waits in vain. */
    static final long PAUSE = Duration.ofMillis(500).toNanos();

    private final AtomicReference<@Nullable Seen> seen = new AtomicReference<>();

    private record Seen(Throwable cause, long found, long tried) {
        boolean justFound(long now) {
            return now - found < PAUSE;
        }

        boolean justTried(long now) {
            return now - tried < PAUSE;
        }
    }

    /** The database was away just now. */
    void found(Throwable cause) {
        long now = System.nanoTime();
        seen.set(new Seen(cause, now, now));
    }

    /** The database has done something. */
    void over() {
        if (seen.get() != null) {
            seen.set(null);
        }
    }

    /** Why not even to try, for what is inside already: an attempt failed just now. */
    @Nullable
    Throwable recent() {
        Seen last = seen.get();
        return last != null && last.justFound(System.nanoTime()) ? last.cause : null;
    }

    /** Why a newcomer is refused; nothing if there is no outage, or if it is the one to try. */
    @Nullable
    Throwable refusal() {
        Seen last = seen.get();
        if (last == null) {
            return null;
        }
        long now = System.nanoTime();
        boolean tries = !last.justTried(now) && seen.compareAndSet(last, new Seen(last.cause, last.found, now));
        return tries ? null : last.cause;
    }
}
