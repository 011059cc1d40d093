package io.peakday.engines;

import java.time.Duration;

/** Hears how the start of the engines goes; called from the threads that start them. */
@FunctionalInterface
public interface StartListener {
    /**
     * @param engine {@code PostgreSQL} or {@code Kafka}
     * @param step what has just happened or begins, in a few words
     * @param elapsed since the start began
     */
    void reached(String engine, String step, Duration elapsed);

    /** Hears nothing. */
    static StartListener silent() {
        return (engine, step, elapsed) -> {};
    }
}
