package io.peakday.edge;

import io.peakday.edge.connection.Connection;
import io.peakday.web.WebSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of all larger request bodies at hand on this node. Room is taken as a body grows, not by what it announces, so that
 * many bodies that do not come take little; and one address may have only a share of it. The first {@link #FREE} bytes of a body
 * are not counted: they are bounded by the number of connections, and small requests need no more.
 *
 * <p>When there is no room, the body that has kept us waiting longest for its next {@link #STEP} bytes, and for longer than a
 * second, is ended for the one that comes. So room is held by sending, and not by having sent.
 */
final class BodyBudget {
    static final int FREE = 16 * 1024;
    private static final int STEP = 32 * 1024;
    private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final long most;
    private final long perAddress;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final Map<String, Long> byAddress = new HashMap<>();
    private final Set<Part> coming = new HashSet<>();
    private volatile long used;

    BodyBudget(WebSettings.Bodies settings) {
        this.most = settings.budget().toBytes();
        this.perAddress = (long) (most * settings.share());
    }

    long used() {
        return used;
    }

    /** @param connection where the body comes from; null: it cannot be ended before its time */
    Part part(String address, @Nullable Connection connection) {
        return new Part(address, connection);
    }

    /** What one request has of it; used by one thread at a time. */
    final class Part {
        private final String address;
        private final @Nullable Connection connection;
        private final Thread reader = Thread.currentThread();
        private long held;
        private long received;
        private volatile long stepSince = System.nanoTime();
        private boolean ended;

        private Part(String address, @Nullable Connection connection) {
            this.address = address;
            this.connection = connection;
        }

        /** Whether there is room for so many bytes of this body in all. */
        @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock only
        boolean grow(int bytes) {
            long more = Math.max(0, bytes - FREE) - held;
            if (more <= 0) {
                return true;
            }
            lock.lock();
            try {
                coming.remove(this); // who waits for us is not late
                boolean room = awaitRoom(more);
                if (room) {
                    held += more;
                    used += more;
                    byAddress.merge(address, more, Long::sum);
                    stepSince = System.nanoTime();
                    coming.add(this);
                }
                return room;
            } finally {
                lock.unlock();
            }
        }

        /** So many more bytes have come. */
        void received(int count) {
            long before = received / STEP;
            received += count;
            if (received / STEP != before) {
                stepSince = System.nanoTime();
            }
        }

        /** The body is read, or will not be: it is not ended any more. */
        void read() {
            lock.lock();
            try {
                coming.remove(this);
                if (ended && Thread.interrupted()) {
                    ended = false; // it was not waiting when it was ended
                }
            } finally {
                lock.unlock();
            }
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock only
        void release() {
            lock.lock();
            try {
                coming.remove(this);
                used -= held;
                long mine = held;
                byAddress.computeIfPresent(address, (key, sum) -> sum == mine ? null : Long.valueOf(sum - mine));
                held = 0;
                freed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private boolean awaitRoom(long more) {
            long deadline = System.nanoTime() + TIMEOUT_NANOS;
            while (true) {
                boolean tooManyHere = byAddress.getOrDefault(address, 0L) + more > perAddress;
                if (!tooManyHere && used + more <= most) {
                    return true;
                }
                long left = deadline - System.nanoTime();
                long wait = left <= 0 ? 0 : Math.min(left, endLatest(tooManyHere ? address : null));
                if (wait <= 0) {
                    return false;
                }
                try {
                    var _ = freed.awaitNanos(wait);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
    }

    /** Ends one that is late, unless one was ended that has not left yet. Returns how long to wait, in nanoseconds; 0: for nobody. */
    private long endLatest(@Nullable String address) {
        long now = System.nanoTime();
        Part latest = null;
        for (Part one : coming) {
            if (address != null && !address.equals(one.address)) {
                continue;
            }
            if (one.ended) {
                return Long.MAX_VALUE;
            }
            if (one.connection != null && (latest == null || one.stepSince - latest.stepSince < 0)) {
                latest = one;
            }
        }
        if (latest == null || latest.connection == null) {
            return 0;
        }
        if (now - latest.stepSince < LATE_NANOS) {
            return LATE_NANOS - (now - latest.stepSince);
        }
        latest.ended = true;
        latest.connection.giveUp();
        latest.reader.interrupt();
        return Long.MAX_VALUE;
    }
}
