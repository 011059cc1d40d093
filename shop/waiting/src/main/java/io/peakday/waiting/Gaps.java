package io.peakday.waiting;

import java.util.Arrays;

/** The numbers of those who left before it was their turn, in memory: 8 bytes each. */
final class Gaps {
    static final Gaps NONE = new Gaps(new long[0]);

    private final long[] sorted;

    private Gaps(long[] sorted) {
        this.sorted = sorted;
    }

    /** These and more. */
    Gaps and(long... more) {
        long[] all = Arrays.copyOf(sorted, sorted.length + more.length);
        System.arraycopy(more, 0, all, sorted.length, more.length);
        Arrays.sort(all);
        return new Gaps(all);
    }

    int size() {
        return sorted.length;
    }

    boolean contains(long number) {
        return Arrays.binarySearch(sorted, number) >= 0;
    }

    /** How many are at {@code from} or above, and below {@code to}. */
    int between(long from, long to) {
        return Math.max(0, below(to) - below(from));
    }

    private int below(long number) {
        int at = Arrays.binarySearch(sorted, number);
        return at < 0 ? -at - 1 : at;
    }
}
