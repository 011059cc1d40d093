package io.peakday.ui;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of a timeline.
 *
 * @param state how it is drawn
 * @param at when it happened; null where it has not yet
 * @param note a second, quieter line; empty for none
 */
public record Step(State state, String title, @Nullable Instant at, String note) {
    /** Where a step stands. The name in lower case is its class in the stylesheet. */
    public enum State {
        DONE,
        NOW,
        TODO,
        BAD;

        public String css() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
