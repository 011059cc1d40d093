package io.peakday.limits.count;

import static io.peakday.limits.Rate.SlidingWindow.SLOTS;

import io.peakday.limits.Rate.SlidingWindow;
import java.util.function.LongSupplier;

/**
 * A sliding window in this process.
 *
 * <p>Time is cut into slots of a {@value io.peakday.limits.Rate.SlidingWindow#SLOTS}th of the window. What is allowed
 * counts in its slot, and counts until that slot and a whole window after it are past. The usual sliding-window counter
 * weighs the far slot by how much of it is still inside, which lets a burst at its end count too little, up to twice the
 * limit in a window. Counting it in full never lets more than the limit through; its price is that a unit comes back up to
 * one slot late.
 */
public final class WindowCounter implements Counter {
    private final long limit;
    private final long slotNanos;
    private final LongSupplier nanos;
    private final long origin;
    private final long[] counts = new long[SLOTS + 1];
    private long slot;
    private long used;

    public WindowCounter(SlidingWindow rate, LongSupplier nanos) {
        this.limit = rate.limit();
        this.slotNanos = Math.max(1, Math.ceilDiv(rate.window().toNanos(), SLOTS));
        this.nanos = nanos;
        this.origin = nanos.getAsLong();
    }

    @Override
    public synchronized Taken take(long units) {
        long now = nanos.getAsLong() - origin;
        moveTo(now / slotNanos);
        if (used + units > limit) {
            return Taken.refused(untilFree(units, now));
        }
        counts[index(slot)] += units;
        used += units;
        return Taken.allowed(limit - used, (slot + SLOTS + 1) * slotNanos - now);
    }

    @Override
    public synchronized void release(long units) {
        long back = Math.min(units, counts[index(slot)]);
        counts[index(slot)] -= back;
        used -= back;
    }

    private void moveTo(long to) {
        if (to - slot > SLOTS) {
            java.util.Arrays.fill(counts, 0);
            used = 0;
            slot = to;
        }
        while (slot < to) {
            slot++;
            used -= counts[index(slot)];
            counts[index(slot)] = 0;
        }
    }

    private long untilFree(long units, long now) {
        long missing = used + units - limit;
        for (long past = slot - SLOTS; past <= slot; past++) {
            missing -= past < 0 ? 0 : counts[index(past)];
            if (missing <= 0) {
                return (past + SLOTS + 1) * slotNanos - now;
            }
        }
        return slotNanos * (SLOTS + 1);
    }

    private static int index(long slot) {
        return (int) (slot % (SLOTS + 1));
    }
}
