package io.peakday.engines;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts an embedded engine again that fell by itself (killed for want of memory, a disk that was full for a while). It
 * looks once a second; when a start fails too, it waits twice as long before the next, up to half a minute.
 */
final class Supervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final List<Thread> threads;
    private volatile boolean closed;

    Supervisor(List<Watched> engines) {
        threads = engines.stream()
                .map(engine ->
                        Thread.ofVirtual().name("supervise-" + engine.name()).unstarted(() -> watch(engine)))
                .toList();
        threads.forEach(Thread::start);
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void watch(Watched engine) {
        Duration pause = EVERY;
        while (!closed) {
            try {
                Thread.sleep(pause);
                pause = EVERY;
                if (engine.fell().getAsBoolean()) {
                    LOG.warn("{} fell; starting it again", engine.name());
                    engine.revive().run();
                    LOG.info("{} is up again", engine.name());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
                LOG.error("{} does not come up; next attempt in {}", engine.name(), pause, e);
            }
        }
    }

    record Watched(String name, BooleanSupplier fell, Runnable revive) {}
}
