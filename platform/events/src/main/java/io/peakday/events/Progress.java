package io.peakday.events;

import io.peakday.events.SubscriptionStatus.State;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether a consumer gets on. Written by the consumer's thread, read by any. */
final class Progress {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String name;
    private volatile boolean begun;
    private volatile boolean alone;
    private volatile @Nullable String problem;
    private volatile long well = System.nanoTime();
    private volatile long lag;

    Progress(String name) {
        this.name = name;
    }

    /** It has its place, handled what there was, or there was nothing. */
    void well(long lagNow) {
        begun = true;
        problem = null;
        lag = lagNow;
        well = System.nanoTime();
    }

    /** It could not, this time. */
    void held(String by) {
        problem = by;
    }

    void alone(boolean now) {
        alone = now;
    }

    SubscriptionStatus status() {
        Duration idle = Duration.ofNanos(System.nanoTime() - well);
        State state;
        if (idle.compareTo(TIMEOUT) > 0) {
            state = State.STALLED;
        } else if (alone) {
            state = State.ALONE;
        } else {
            state = begun ? State.RUNNING : State.STARTING;
        }
        String says = problem;
        if (state == State.STALLED && says == null) {
            says = "It has not got on for " + idle.toSeconds() + " seconds.";
        } else if (state == State.ALONE) {
            says = "Kafka does not keep its consumer group; it reads without one.";
        }
        return new SubscriptionStatus(name, state, says, lag, idle);
    }
}
