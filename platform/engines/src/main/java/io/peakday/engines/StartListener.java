package io.peakday.engines;

import java.time.Duration;

/** Receives how the start of the engines goes; called from the threads that start them. */
@FunctionalInterface
public interface StartListener {
    /**
     * @param engine {@code PostgreSQL} or {@code Kafka}
     * @param step what has just happened or begins, in a few words
     * @param elapsed since the start began
     */
    void reached(String engine, String step, Duration elapsed);

    /**
     * How far a part of the start is that takes a while; ignored unless it is of interest.
     *
     * @param part what is being done: {@code Demo store}
     * @param step what of it: {@code products}, {@code orders} …
     * @param total all of it
     */
    default void progress(String part, String step, long done, long total) {}

    /** Ignores everything. */
    static StartListener silent() {
        return (engine, step, elapsed) -> {};
    }
}
