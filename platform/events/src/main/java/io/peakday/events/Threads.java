package io.peakday.events;

import java.time.Duration;
import java.util.List;

/** Ends threads that have been asked to stop. */
final class Threads {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private Threads() {}

    /** Waits for all of them together; interrupts those that do not end in time. */
    static void join(List<Thread> threads) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        try {
            for (Thread thread : threads) {
                long left = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
                if (!thread.join(Duration.ofMillis(left))) {
                    thread.interrupt();
                }
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
    }
}
