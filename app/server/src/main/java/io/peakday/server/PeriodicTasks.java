package io.peakday.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.peakday.engines.PeriodicTask;
import java.util.ArrayList;
import java.util.List;
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
    private volatile boolean stopping;

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
        while (!stopping) {
            try {
                Thread.sleep(task.every());
                runs.record(task.work());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!stopping) {
                    failures.increment();
                    LOG.warn("The background task {} failed; it runs again in {}", task.name(), task.every(), e);
                }
            }
        }
    }

    /** Lets the runs under way finish. */
    @Override
    public synchronized void close() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            if (thread.getState() == Thread.State.TIMED_WAITING) {
                thread.interrupt();
            }
        }
        for (Thread thread : threads) {
            thread.join(java.time.Duration.ofSeconds(5));
        }
        threads.clear();
    }
}
