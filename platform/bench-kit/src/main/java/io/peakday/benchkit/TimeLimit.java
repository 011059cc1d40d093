package io.peakday.benchkit;

import io.peakday.kernel.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Bounds how long something runs: what has not ended in its time is interrupted, so that it stops what it has started. */
final class TimeLimit {
    private static final Duration TIME_TO_STOP = Duration.ofMinutes(1);

    private TimeLimit() {}

    /**
     * Does the work, in a thread of its own.
     *
     * @param what is done, for the sentence that says that it did not end
     * @throws Failure {@code bench.too-long}
     */
    static <T> T within(Duration longest, String what, Callable<T> work) throws IOException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = Thread.ofPlatform().name(what).start(task);
        try {
            return task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw Failure.unavailable(
                    "bench.too-long", "The " + what + " did not end within " + longest.toSeconds() + " s.", e);
        } catch (ExecutionException e) {
            throw asItWas(e);
        } finally {
            thread.interrupt();
            thread.join(TIME_TO_STOP);
        }
    }

    private static RuntimeException asItWas(ExecutionException e) throws IOException, InterruptedException {
        return switch (e.getCause()) {
            case IOException io -> throw io;
            case InterruptedException interrupted -> throw interrupted;
            case RuntimeException runtime -> runtime;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(e);
        };
    }
}
