package io.peakday.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.peakday.engines.PeriodicTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each room's background work on a virtual thread of its own: a pause, a run, a pause. A run that fails is logged
 * and counted, and the next one comes all the same.
 */
final class PeriodicTasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTasks.class);

    private final List<PeriodicTask> tasks;
    private final MeterRegistry meters;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    PeriodicTasks(List<PeriodicTask> tasks, MeterRegistry meters) {
        this.tasks = List.copyOf(tasks);
        this.meters = meters;
    }

    synchronized void start() {
        for (PeriodicTask task : tasks) {
            threads.add(Thread.ofVirtual().name("task-" + task.name()).start(() -> repeat(task)));
        }
    }

    private void repeat(PeriodicTask task) {
        Timer runs = meters.timer("peakday.task.runs", "task", task.name());
        Counter failures = meters.counter("peakday.task.failures", "task", task.name());
        while (pausedFor(task.every())) {
            try {
                runs.record(task.work());
            } catch (RuntimeException e) {
                if (stopping.getCount() > 0) {
                    failures.increment();
                    LOG.warn("The background task {} failed; it runs again in {}", task.name(), task.every(), e);
                }
            }
        }
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
}
