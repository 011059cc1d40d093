package io.peakday.edge.shed;

import io.peakday.web.Priority;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many in at once, each priority up to a ceiling of its own, and lets a bounded number wait for a bounded time.
 *
 * <p><b>How it costs little.</b> One word holds both how many are inside and how many wait. While nobody waits, coming in is
 * one compare-and-set and going out one addition; no lock is taken. Only when somebody waits do those who come and go take
 * the lock and serve the lines, the most important first. Because both numbers are in one word, whoever leaves sees the one who
 * began to wait before, and whoever begins to wait sees the one who left before: nobody is left waiting beside free room.
 *
 * <p>When the lines are full, the last of the least important line makes room for somebody more important.
 */
final class Gate {
    private static final long ONE_WAITING = 1L << 32;

    private static final class Waiter {
        private final CountDownLatch decided = new CountDownLatch(1);
        private boolean admitted;
    }

    private final AtomicLong state = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Deque<Waiter>> lines = new ArrayList<>();
    private final int most;
    private volatile int[] ceilings;

    /**
     * @param ceilings how many may be inside for one of each {@linkplain #index priority} to be let in
     * @param most how many wait at most
     */
    Gate(int[] ceilings, int most) {
        this.ceilings = ceilings.clone();
        this.most = most;
        for (int i = 0; i < ceilings.length; i++) {
            lines.add(new ArrayDeque<>());
        }
    }

    /** Whoever waits is served when the next one leaves. */
    void ceilings(int[] now) {
        ceilings = now.clone();
    }

    int inside() {
        return (int) state.get();
    }

    int waiting() {
        return (int) (state.get() >>> 32);
    }

    /** In at once, or not at all; behind everybody who waits. */
    boolean enterAtOnce(Priority priority) {
        return take(ceilings[index(priority)], false);
    }

    /** In, perhaps after some time; false if it took too long, or too many wait already. */
    boolean enter(Priority priority, long timeoutNanos) {
        if (enterAtOnce(priority)) {
            return true;
        }
        if (timeoutNanos <= 0 || most == 0) {
            return false;
        }
        Waiter waiter = join(priority);
        if (waiter == null) {
            return false;
        }
        boolean interrupted = false;
        try {
            if (waiter.decided.await(timeoutNanos, TimeUnit.NANOSECONDS)) {
                return waiter.admitted;
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        try {
            return giveUp(priority, waiter);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void leave() {
        if (state.decrementAndGet() >>> 32 > 0) {
            lock.lock();
            try {
                serve();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Counts one in, whatever the ceiling. */
    void enterRegardless() {
        state.incrementAndGet();
    }

    /** Where a priority is among the ceilings and the lines. */
    @SuppressWarnings("EnumOrdinal") // lines are served in the order of the enum; never stored
    static int index(Priority priority) {
        return priority.ordinal();
    }

    private boolean take(int ceiling, boolean fromLine) {
        while (true) {
            long now = state.get();
            if ((int) now >= ceiling || (!fromLine && now >>> 32 > 0)) {
                return false;
            }
            if (state.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    private @Nullable Waiter join(Priority priority) {
        lock.lock();
        try {
            if (waiting() >= most && !makeRoomFor(priority)) {
                return null;
            }
            Waiter waiter = new Waiter();
            lines.get(index(priority)).addLast(waiter);
            state.addAndGet(ONE_WAITING);
            serve();
            return waiter;
        } finally {
            lock.unlock();
        }
    }

    private boolean makeRoomFor(Priority priority) {
        for (int i = lines.size() - 1; i > index(priority); i--) {
            Waiter last = lines.get(i).pollLast();
            if (last != null) {
                state.addAndGet(-ONE_WAITING);
                last.decided.countDown();
                return true;
            }
        }
        return false;
    }

    /** A lower ceiling does not let in whom a higher one keeps out, so the first who must wait ends it. */
    private void serve() {
        int[] now = ceilings;
        for (int i = 0; i < now.length; i++) {
            Deque<Waiter> line = lines.get(i);
            while (!line.isEmpty()) {
                if (!take(now[i], true)) {
                    return;
                }
                Waiter first = line.removeFirst();
                state.addAndGet(-ONE_WAITING);
                first.admitted = true;
                first.decided.countDown();
            }
        }
    }

    private boolean giveUp(Priority priority, Waiter waiter) {
        lock.lock();
        try {
            if (waiter.decided.getCount() == 0) {
                return waiter.admitted;
            }
            lines.get(index(priority)).remove(waiter);
            state.addAndGet(-ONE_WAITING);
            return false;
        } finally {
            lock.unlock();
        }
    }
}
