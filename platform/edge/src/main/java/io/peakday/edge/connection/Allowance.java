package io.peakday.edge.connection;

/**
 * How long the other end of a connection may keep us waiting, in all: a grace, and for every byte that it moves what the
 * slowest line that we bear would take for it; never more than a whole.
 *
 * <p>Only the time is counted during which we wanted to go on and it did not let us. So a route that thinks before it reads
 * on, or between two events of a stream, costs its client nothing; and single bytes, however regularly they come, do not buy
 * more time than they are worth.
 */
final class Allowance {
    private static final long SECOND = 1_000_000_000L;

    private final long grace;
    private final double nanosPerByte;
    private long most;
    private long bytes;
    private long waited;
    private long blockedSince;
    private boolean blocked;

    /** @param bytesPerSecond the slowest line */
    Allowance(long graceNanos, long bytesPerSecond, long mostNanos) {
        this.grace = graceNanos;
        this.nanosPerByte = (double) SECOND / bytesPerSecond;
        this.most = mostNanos;
    }

    /** From now on nothing has been moved and no time used. */
    void begin(long mostNanos) {
        most = mostNanos;
        bytes = 0;
        waited = 0;
        blocked = false;
    }

    /** So many bytes were moved, after waiting if it was {@linkplain #blocked blocked}. */
    void moved(int count, long now) {
        if (blocked) {
            waited += now - blockedSince;
            blocked = false;
        }
        bytes += count;
    }

    /** We want to go on and cannot. */
    void blocked(long now) {
        if (!blocked) {
            blocked = true;
            blockedSince = now;
        }
    }

    boolean isBlocked() {
        return blocked;
    }

    /** What is left, in nanoseconds; 0 or less: the other end has used it up. */
    long left(long now) {
        long used = waited + (blocked ? now - blockedSince : 0);
        return Math.min(most, grace + (long) (bytes * nanosPerByte)) - used;
    }
}
