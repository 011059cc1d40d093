package io.peakday.cli;

import io.peakday.server.EndsWith;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The life of a command that runs until somebody stops it: Ctrl-C, SIGTERM, or the end of the process that it is to end with. The
 * virtual machine then waits until it is {@link #close closed}.
 */
final class UntilStopped implements AutoCloseable {
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private UntilStopped() {}

    static UntilStopped begin() {
        UntilStopped life = new UntilStopped();
        Runtime.getRuntime().addShutdownHook(new Thread(life::end));
        StopSignal.onTerm(life.stop::countDown);
        EndsWith.watch(life.stop::countDown);
        return life;
    }

    private void end() {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when it is asked to stop. */
    void await() throws InterruptedException {
        stop.await();
    }

    /** Whether it was asked to stop within so many milliseconds. */
    boolean await(long millis) throws InterruptedException {
        return stop.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Everything is stopped. */
    @Override
    public void close() {
        stopped.countDown();
    }
}
