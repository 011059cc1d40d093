package io.peakday.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Numbered pages of a list: first, last, and two on either side of the current one.
 *
 * @param current 1-based
 * @param last the last page there is, at least 1
 * @param href the address of a page
 */
public record Pager(int current, int last, IntFunction<String> href) {
    public Pager {
        last = Math.max(1, last);
        current = Math.clamp(current, 1, last);
    }

    public boolean needed() {
        return last > 1;
    }

    public String to(int page) {
        return href.apply(page);
    }

    /** The page numbers to show, in order; 0 stands for a gap. */
    public List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        int previous = 0;
        for (int page = 1; page <= last; page++) {
            if (page == 1 || page == last || Math.abs(page - current) <= 1) {
                if (previous != 0 && page - previous > 1) {
                    numbers.add(0);
                }
                numbers.add(page);
                previous = page;
            }
        }
        return numbers;
    }
}
