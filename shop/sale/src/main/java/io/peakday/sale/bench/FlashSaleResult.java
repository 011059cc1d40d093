package io.peakday.sale.bench;

import io.peakday.benchkit.Check;
import java.util.List;

/**
 * What came of a flash sale.
 *
 * @param checks every rule that must hold, and whether it did
 * @param figures what was counted and measured, as lines of name and value
 */
public record FlashSaleResult(
        FlashSalePlan plan, List<Check> checks, List<Line> figures, List<Plot> plots, List<Mark> marks) {
    public FlashSaleResult {
        checks = List.copyOf(checks);
        figures = List.copyOf(figures);
        plots = List.copyOf(plots);
        marks = List.copyOf(marks);
    }

    /** A figure. */
    public record Line(String name, String value) {}

    /** So many answers of a kind in each slice of {@code sliceSeconds} since the opening. */
    public record Plot(String name, double sliceSeconds, List<Long> counts) {}

    /** Something that was done to the store, in seconds since the opening. */
    public record Mark(double second, String what) {}

    /** Whether every rule held. */
    public boolean passed() {
        return checks.stream().allMatch(Check::holds);
    }
}
