package io.peakday.console.overview;

import io.peakday.consolekit.Chart;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Section;
import io.peakday.engines.EngineStatus;
import io.peakday.engines.HealthReport;
import io.peakday.payments.PaymentSetup;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The overview: only what its reader may see; every number leads to what it counts.
 *
 * @param unsellable what is published with prices that nobody can pay; null where nothing is
 * @param sections what other modules draw
 * @param payments what is wrong with how the store is paid; null where nothing is
 */
public record OverviewView(
        Frame frame,
        @Nullable String payments,
        @Nullable String unsellable,
        List<Tile> tiles,
        List<Chart> charts,
        List<Section> sections,
        List<StateRow> states,
        List<EngineStatus> engines,
        List<HealthReport.Part> troubles,
        List<LowRow> low) {
    /** Whether anybody can pay. */
    public boolean paid() {
        return !PaymentSetup.HOW_TO_SET_UP.equals(payments);
    }

    /** A number. {@code level} is its class in the stylesheet: empty, good, warn or bad. */
    public record Tile(String label, String value, String note, String href, String level) {}

    /** How many orders are in a state; {@code share} of the most frequent state, 0 to 100. */
    public record StateRow(String label, long count, double share, String href) {}

    /** A variant that runs out. */
    public record LowRow(UUID variantId, String title, String options, int available) {}
}
