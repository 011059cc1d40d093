package io.peakday.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.peakday.engines.PeriodicTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each module's background work on a virtual thread of its own: a pause, a run, a pause. A run that fails is logged
 * and counted, and the next one comes all the same.
 */
final class PeriodicTasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTasks.class);

    /** A run that takes so long stands still; each is made to do a bounded unit of work. */
    private static final Duration TOO_LONG = Duration.ofMinutes(5);
    /** One failure is a hiccup of the database. */
    private static final int TOO_OFTEN = 3;

    private final List<Run> runs;
    private final MeterRegistry meters;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    PeriodicTasks(List<PeriodicTask> tasks, MeterRegistry meters) {
        this.runs = tasks.stream().map(Run::new).toList();
        this.meters = meters;
    }

    synchronized void start() {
        for (Run run : runs) {
            threads.add(Thread.ofVirtual().name("task-" + run.task.name()).start(run::repeat));
        }
    }

    /** Which tasks fail again and again or stand still, as a sentence; null when all is well. */
    @Nullable
    String trouble() {
        List<String> troubles =
                runs.stream().map(Run::trouble).filter(Objects::nonNull).toList();
        return troubles.isEmpty() ? null : String.join("; ", troubles) + ". The log says why.";
    }

    /** False if there is nothing more to do. */
    private boolean pausedFor(Duration pause) {
        try {
            return !stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Lets the runs under way finish. */
    @Override
    public synchronized void close() throws InterruptedException {
        stopping.countDown();
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(5));
        }
        threads.clear();
    }

    private final class Run {
        private final PeriodicTask task;
        private volatile int failedInARow;
        private volatile long runningSince;

        Run(PeriodicTask task) {
            this.task = task;
        }

        void repeat() {
            Timer timer = meters.timer("peakday.task.runs", "task", task.name());
            Counter failures = meters.counter("peakday.task.failures", "task", task.name());
            int failed = 0;
            while (pausedFor(task.every())) {
                runningSince = System.nanoTime() | 1; // 0 means that it does not run
                try {
                    timer.record(task.work());
                    failed = 0;
                } catch (RuntimeException | Error e) {
                    if (stopping.getCount() > 0) {
                        failed++;
                        failures.increment();
                        LOG.warn("The background task {} failed; it runs again in {}", task.name(), task.every(), e);
                    }
                }
                runningSince = 0;
                failedInARow = failed;
            }
        }

        @Nullable
        String trouble() {
            long since = runningSince;
            if (since != 0 && System.nanoTime() - since > TOO_LONG.toNanos()) {
                return task.name() + " has been running for more than " + TOO_LONG.toMinutes() + " minutes";
            }
            int failed = failedInARow;
            return failed >= TOO_OFTEN ? task.name() + " failed " + failed + " times in a row" : null;
        }
    }
}
