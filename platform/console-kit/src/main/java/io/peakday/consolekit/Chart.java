package io.peakday.consolekit;

import java.util.ArrayList;
import java.util.List;

/**
 * A bar chart, ready to be drawn in a box of 1,000 by 100 that is stretched to its place.
 *
 * @param unit what the bars count
 * @param top the value at the upper end of the axis, as shown
 * @param first and {@code last}: the ends of the time axis, as shown
 */
public record Chart(String title, String unit, String total, String top, String first, String last, List<Bar> bars) {
    /** One value before it is drawn. */
    public record Value(String label, long amount, String shown, String href) {}

    /** One bar. */
    public record Bar(double x, double y, double width, double height, String label, String href, boolean now) {}

    /** @param top how the largest value is written on the axis */
    public static Chart of(String title, String unit, String total, String top, List<Value> values) {
        long max = Math.max(1, values.stream().mapToLong(Value::amount).max().orElse(1));
        double slot = 1_000.0 / Math.max(1, values.size());
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            double height = value.amount() <= 0 ? 0.8 : Math.max(1.5, 96.0 * value.amount() / max);
            bars.add(new Bar(
                    i * slot + slot * 0.12,
                    100 - height,
                    slot * 0.76,
                    height,
                    value.label() + ": " + value.shown(),
                    value.href(),
                    i == values.size() - 1));
        }
        return new Chart(
                title,
                unit,
                total,
                top,
                values.isEmpty() ? "" : values.getFirst().label(),
                values.isEmpty() ? "" : values.getLast().label(),
                bars);
    }
}
