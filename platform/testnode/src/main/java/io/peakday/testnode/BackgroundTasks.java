package io.peakday.testnode;

import io.peakday.engines.PeriodicTask;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The periodic tasks of a node, each again and again until it is closed, whatever becomes of one run. */
final class BackgroundTasks implements AutoCloseable {
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);

    void run(Collection<PeriodicTask> tasks) {
        for (PeriodicTask task : tasks) {
            long every = task.every().toMillis();
            // Nobody waits for its end: it is cancelled with the threads.
            var _ = threads.scheduleWithFixedDelay(() -> runOnce(task), every, every, TimeUnit.MILLISECONDS);
        }
    }

    private static void runOnce(PeriodicTask task) {
        try {
            task.work().run();
        } catch (RuntimeException e) {
            System.err.println("periodic task " + task.name() + ": " + e);
        }
    }

    /** Lets a running task end: an interrupt would close an index under it. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                System.err.println("a periodic task still runs");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
