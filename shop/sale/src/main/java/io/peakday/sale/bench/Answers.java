package io.peakday.sale.bench;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What every buyer asked and was answered: the recorded history. A few bytes a buyer, so that a million fit; safe for many threads.
 * Times are nanoseconds since the opening, by this process's clock.
 */
final class Answers {
    /** What came of asking. */
    enum Kind {
        CLAIMED,
        ALREADY_CLAIMED,
        SOLD_OUT,
        NOT_OPEN,
        LIMIT_REACHED,
        WAITING,
        /** A clear "later": too many requests, shed, or the database is away. */
        LATER,
        /** No answer at all: the connection broke. */
        NONE,
        /** Something that must not happen. */
        WRONG
    }

    /** One answer, from when it was asked to when it was there. */
    record Reply(Kind kind, long asked, long answered, String text) {
        Reply askedAt(long other) {
            return new Reply(kind, Math.min(asked, other), answered, text);
        }
    }

    private static final int SLICES = 6_000;
    static final long SLICE_NANOS = 50_000_000;
    private static final long SLOWEST_MICROS = 600_000_000L;

    private final long[] claimAsked;
    private final long[] claimAnswered;
    private final boolean[] uncertain;
    private final LongAdder[] totals = adders(Kind.values().length);
    private final LongAdder[][] slices = new LongAdder[Kind.values().length][];
    private final Histogram each = new ConcurrentHistogram(SLOWEST_MICROS, 3);
    private final Histogram untilClear = new ConcurrentHistogram(SLOWEST_MICROS, 3);
    private long soldOutAnswered = Long.MAX_VALUE;

    Answers(int buyers) {
        claimAsked = new long[buyers];
        claimAnswered = new long[buyers];
        uncertain = new boolean[buyers];
        for (int i = 0; i < slices.length; i++) {
            slices[i] = adders(SLICES);
        }
    }

    void add(int buyer, Reply reply) {
        totals[index(reply.kind())].increment();
        long slice = Math.clamp(reply.answered() / SLICE_NANOS, 0, SLICES - 1L);
        slices[index(reply.kind())][(int) slice].increment();
        each.recordValue(Math.clamp((reply.answered() - reply.asked()) / 1_000, 0, SLOWEST_MICROS));
        if (reply.kind() == Kind.CLAIMED || reply.kind() == Kind.ALREADY_CLAIMED) {
            if (claimAnswered[buyer] == 0) {
                claimAsked[buyer] = reply.asked();
                claimAnswered[buyer] = Math.max(1, reply.answered());
            }
        }
        if (reply.kind() == Kind.LATER || reply.kind() == Kind.NONE) {
            uncertain[buyer] = true;
        }
        if (reply.kind() == Kind.SOLD_OUT) {
            synchronized (this) {
                soldOutAnswered = Math.min(soldOutAnswered, reply.answered());
            }
        }
    }

    /** A buyer of the rush had a clear answer. */
    void clear(long pressed, long answered) {
        untilClear.recordValue(Math.clamp((answered - pressed) / 1_000, 0, SLOWEST_MICROS));
    }

    /** Whether units were ever confirmed to the buyer. */
    boolean claimed(int buyer) {
        return claimAnswered[buyer] != 0;
    }

    /**
     * Whether the buyer ever asked without an answer that says what came of it: such a request may be carried out at any time afterwards, when the
     * node that has it wakes, and its buyer has long had a clear answer from another.
     */
    boolean uncertain(int buyer) {
        return uncertain[buyer];
    }

    /** When the buyer asked for the claim that was confirmed. */
    long claimAsked(int buyer) {
        return claimAsked[buyer];
    }

    /** When it was confirmed to the buyer. */
    long claimAnswered(int buyer) {
        return claimAnswered[buyer];
    }

    /** When the first "sold out" was answered. */
    synchronized long firstSoldOut() {
        return soldOutAnswered;
    }

    long total(Kind kind) {
        return totals[index(kind)].sum();
    }

    /** How many answers of this kind in each slice of {@link #SLICE_NANOS}, as far as there were any of any kind. */
    long[] overTime(Kind kind) {
        int end = 0;
        for (LongAdder[] one : slices) {
            for (int i = end; i < SLICES; i++) {
                end = one[i].sum() > 0 ? i + 1 : end;
            }
        }
        long[] counts = new long[end];
        for (int i = 0; i < end; i++) {
            counts[i] = slices[index(kind)][i].sum();
        }
        return counts;
    }

    /** Microseconds of every request. */
    Histogram each() {
        return each;
    }

    /** Microseconds from the first press after the opening to a clear yes or no. */
    Histogram untilClear() {
        return untilClear;
    }

    @SuppressWarnings("EnumOrdinal") // an index of arrays made here, with a place for each kind; never stored
    private static int index(Kind kind) {
        return kind.ordinal();
    }

    private static LongAdder[] adders(int count) {
        LongAdder[] adders = new LongAdder[count];
        for (int i = 0; i < count; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }
}
