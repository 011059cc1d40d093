package io.peakday.engines;

import io.peakday.kernel.Failure;
import org.jspecify.annotations.Nullable;

/** One engine, embedded or elsewhere. */
public sealed interface Engine permits PostgresEngine, KafkaEngine {
    /** {@code PostgreSQL} or {@code Kafka}. */
    String name();

    /** Asks the engine, for at most two seconds. */
    EngineStatus status();

    /**
     * Asks the engine whether it answers: what is wrong and what that means, as a sentence; null when it answers. Takes about
     * two seconds at most.
     */
    @Nullable
    String trouble();

    /** Whether it runs, as far as is known without asking it. */
    boolean up();

    /**
     * Starts an embedded engine again that was stopped.
     *
     * @throws Failure {@code engine.elsewhere} for one that is not ours
     */
    default void start() {
        throw elsewhere(name());
    }

    /** Stops an embedded engine, until {@link #start}; the rest of the program has to bear it. For fault tests. */
    default void stop() {
        throw elsewhere(name());
    }

    default void restart() {
        stop();
        start();
    }

    private static Failure elsewhere(String name) {
        return Failure.conflict(
                "engine.elsewhere", name + " runs elsewhere; start and stop it there, not through this program.");
    }
}
