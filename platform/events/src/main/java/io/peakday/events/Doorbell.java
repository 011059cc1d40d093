package io.peakday.events;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes one waiting thread; a ring that nobody waits for is kept for the next who does. */
final class Doorbell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private volatile boolean ringing;

    void ring() {
        if (ringing) {
            return;
        }
        lock.lock();
        try {
            ringing = true;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a ring, at most so long. Returns whether it rang. */
    boolean await(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!ringing && left > 0) {
                left = rung.awaitNanos(left);
            }
            boolean rang = ringing;
            ringing = false;
            return rang;
        } finally {
            lock.unlock();
        }
    }
}
