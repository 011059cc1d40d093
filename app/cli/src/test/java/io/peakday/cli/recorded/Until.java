package io.peakday.cli.recorded;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what the store does by itself. */
final class Until {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private Until() {}

    /** @throws IllegalStateException if it does not hold within a minute */
    static void holds(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + TIMEOUT.toSeconds() + " s: " + what);
            }
            Thread.sleep(PAUSE);
        }
    }
}
