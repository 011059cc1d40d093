package io.peakday.waiting;

import java.util.Arrays;

/**
 * The lots of those who came before the opening, in memory: 8 bytes each. It does not change after the opening, so each node
 * reads it once, and every node finds the same ranks.
 *
 * <p>Two equal lots (one chance in twenty million in a room of a million) share a rank and are let in together.
 */
final class Draw {
    static final Draw EMPTY = new Draw(new long[0]);

    private final long[] sorted;

    private Draw(long[] sorted) {
        this.sorted = sorted;
    }

    /** Of these lots, in any order; the array is kept and sorted. */
    static Draw of(long[] lots) {
        Arrays.parallelSort(lots);
        return new Draw(lots);
    }

    int size() {
        return sorted.length;
    }

    /** How many lots are smaller; -1 if this lot is not among them. */
    int rank(long lot) {
        int at = Arrays.binarySearch(sorted, lot);
        while (at > 0 && sorted[at - 1] == lot) {
            at--;
        }
        return Math.max(at, -1);
    }
}
