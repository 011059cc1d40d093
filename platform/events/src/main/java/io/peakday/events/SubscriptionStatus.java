package io.peakday.events;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a subscription does on this node.
 *
 * @param name of the subscription
 * @param problem what holds it up, in a sentence, or null
 * @param lag events it has not read yet, as far as it knows
 * @param idle since when it has neither handled anything nor found that there was nothing to do
 */
public record SubscriptionStatus(
        String name, State state, @Nullable String problem, long lag, Duration idle) {
    /** What it is at. */
    public enum State {
        /** It has no place yet, and it is not late. */
        STARTING,
        /** It reads and handles, or there is nothing to read. */
        RUNNING,
        /** It reads and handles without a consumer group, because Kafka does not keep one. */
        ALONE,
        /** It does not get on: nothing it is to handle is handled. */
        STALLED
    }

    /** Whether somebody should look. */
    public boolean degraded() {
        return state == State.STALLED || state == State.ALONE;
    }
}
