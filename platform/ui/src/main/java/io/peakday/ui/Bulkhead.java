package io.peakday.ui;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.ui.SlotResult.Filled;
import io.peakday.ui.SlotResult.LeftOut;
import io.peakday.ui.SlotResult.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one part of a page apart from the rest of the program.
 *
 * <p><b>Bounded.</b> Each call runs on a virtual thread of its own and holds one of a fixed number of permits until it really ends,
 * also after the page has stopped waiting for it: a part that hangs has no more threads than permits. Whoever finds no permit waits
 * for one within the budget; there is no other queue. A late call is not interrupted: an interrupt closes the connection or the file
 * that the thread is reading, and files are shared.
 *
 * <p><b>Paused.</b> After several misses in a row the part is not called for a moment; then one call at a time tries whether it
 * answers again. So a part that hangs costs its budget a few times, and not with every page.
 */
final class Bulkhead {
    private static final Logger LOG = LoggerFactory.getLogger(Slots.class);
    private static final String PARTS = "peakday.slots.parts";
    private static final String RUNNING = "peakday.slots.running";

    private final String slot;
    private final int failuresToPause;
    private final long pauseNanos;
    private final Semaphore permits;
    private final Counter filled;
    private final Counter late;
    private final Counter failed;
    private final Counter refused;

    private final ReentrantLock lock = new ReentrantLock();
    private int failures;
    private long pausedUntil;
    private boolean missing;

    Bulkhead(String slot, SlotSettings settings, MeterRegistry meters) {
        this.slot = slot;
        this.failuresToPause = settings.failures();
        this.pauseNanos = settings.pause().toNanos();
        this.permits = new Semaphore(settings.concurrent(), true);
        this.filled = counter(meters, "filled");
        this.late = counter(meters, "late");
        this.failed = counter(meters, "failed");
        this.refused = counter(meters, "refused");
        Gauge.builder(RUNNING, permits, free -> settings.concurrent() - free.availablePermits())
                .description("calls of a part of a page that are under way")
                .tag("slot", slot)
                .register(meters);
    }

    private Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder(PARTS)
                .description("parts of pages that were asked for")
                .tag("slot", slot)
                .tag("outcome", outcome)
                .register(meters);
    }

    /** What may be done with a call. */
    private enum Admission {
        CALL,
        TRY,
        PAUSED
    }

    /** A call that is under way. */
    final class Running<T extends @Nullable Object> {
        private final Supplier<? extends T> draw;
        private final long deadline;
        private final Admission admission;
        private final CompletableFuture<SlotResult<T>> result = new CompletableFuture<>();
        private volatile boolean called;
        private volatile @Nullable Throwable thrown;

        private Running(Supplier<? extends T> draw, Duration budget, Admission admission) {
            this.draw = draw;
            this.deadline = System.nanoTime() + budget.toNanos();
            this.admission = admission;
        }

        private void run() {
            try {
                // The one that tries finds a permit at once or not at all: then all are held by calls that hang.
                long wait = admission == Admission.TRY ? 0 : deadline - System.nanoTime();
                if (!permits.tryAcquire(wait, TimeUnit.NANOSECONDS)) {
                    result.complete(new LeftOut<>(Reason.REFUSED));
                    return;
                }
            } catch (InterruptedException e) {
                result.complete(new LeftOut<>(Reason.REFUSED));
                return;
            }
            try {
                if (!result.isDone()) {
                    called = true;
                    result.complete(new Filled<>(draw.get()));
                }
            } catch (Throwable e) {
                thrown = e;
                result.complete(new LeftOut<>(Reason.FAILED));
            } finally {
                permits.release();
            }
        }

        /** Waits until the part is there or its time is over. */
        SlotResult<T> await() {
            SlotResult<T> answer;
            if (admission == Admission.PAUSED) {
                answer = new LeftOut<>(Reason.REFUSED);
            } else {
                answer = answer();
                settle(answer, thrown);
            }
            count(answer);
            return answer;
        }

        private SlotResult<T> answer() {
            boolean interrupted = false;
            try {
                return result.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // Too late unless it has come at this very moment.
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("a call of a part completes with what came of it", e);
            }
            result.complete(new LeftOut<>(called ? Reason.LATE : Reason.REFUSED));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return result.join();
        }
    }

    <T extends @Nullable Object> Running<T> start(Duration budget, Supplier<? extends T> draw) {
        Running<T> running = new Running<>(draw, budget, admit());
        if (running.admission != Admission.PAUSED) {
            Thread.ofVirtual().name("slot-" + slot).start(running::run);
        }
        return running;
    }

    private Admission admit() {
        lock.lock();
        try {
            if (failures < failuresToPause) {
                return Admission.CALL;
            }
            long now = System.nanoTime();
            if (now - pausedUntil < 0) {
                return Admission.PAUSED;
            }
            pausedUntil = now + pauseNanos;
            return Admission.TRY;
        } finally {
            lock.unlock();
        }
    }

    private void settle(SlotResult<?> answer, @Nullable Throwable thrown) {
        boolean there = answer.answered();
        boolean changed;
        lock.lock();
        try {
            failures = there ? 0 : Math.min(failures + 1, failuresToPause);
            if (failures == failuresToPause) {
                pausedUntil = System.nanoTime() + pauseNanos;
            }
            changed = missing == there;
            missing = !there;
        } finally {
            lock.unlock();
        }
        if (changed && answer instanceof LeftOut<?> left) {
            LOG.warn("The part {} is left out of pages: {}", slot, sentence(left.reason()), thrown);
        } else if (changed) {
            LOG.info("The part {} is on pages again", slot);
        }
    }

    private static String sentence(Reason reason) {
        return switch (reason) {
            case LATE -> "it did not answer within its time";
            case FAILED -> "it failed";
            case REFUSED -> "too many calls of it are under way";
        };
    }

    private void count(SlotResult<?> answer) {
        Counter counter = switch (answer) {
            case Filled<?> there -> filled;
            case LeftOut<?> missing ->
                switch (missing.reason()) {
                    case LATE -> late;
                    case FAILED -> failed;
                    case REFUSED -> refused;
                };
        };
        counter.increment();
    }
}
