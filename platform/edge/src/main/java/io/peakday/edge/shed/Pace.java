package io.peakday.edge.shed;

import java.util.concurrent.atomic.LongAdder;

/** How long one route takes: lately, and usually. Recording never waits. */
public final class Pace {
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    /** The usual time in nanoseconds; 0 until it is known. Read and written by whoever closes a window. */
    private double usual;

    Pace() {}

    void record(long took) {
        count.increment();
        nanos.add(took);
    }

    /** How many were recorded since the last {@link #take}. */
    long recorded() {
        return count.sum();
    }

    /** What was recorded since the last call. */
    Lately take() {
        return new Lately(count.sumThenReset(), nanos.sumThenReset(), usual);
    }

    void usual(double nanosEach) {
        usual = nanosEach;
    }

    /**
     * One window of one route.
     *
     * @param count requests
     * @param nanos all of them together
     * @param usual how long one usually takes; 0 if that is not known
     */
    record Lately(long count, long nanos, double usual) {
        private static final double LEARN = 0.1;
        private static final double LEARN_WHILE_BUSY = 0.001;
        private static final double ENOUGH = 10;

        /** What it would have taken at the usual pace; what is new counts as usual. */
        double expected() {
            return usual == 0 ? nanos : count * usual;
        }

        /**
         * What is usual from now on. Quicker than usual is believed soon, for then the usual was wrong (a cold start). Slower
         * is believed soon only of a calm node: a busy one's slowness is just what must not become usual.
         *
         * @param calm whether the limit was not half used
         */
        double learned(boolean calm) {
            if (count == 0) {
                return usual;
            }
            double mean = (double) nanos / count;
            if (usual == 0) {
                return mean;
            }
            double speed = mean < usual || calm ? LEARN : LEARN_WHILE_BUSY;
            return usual + (mean - usual) * speed * Math.min(1, count / ENOUGH);
        }
    }
}
