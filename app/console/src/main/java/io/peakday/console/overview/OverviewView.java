package io.peakday.console.overview;

import io.peakday.consolekit.Chart;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.OverviewSection.Column;
import io.peakday.consolekit.OverviewSummary.Notice;
import io.peakday.consolekit.OverviewSummary.Summary;
import io.peakday.consolekit.OverviewSummary.Tile;
import io.peakday.consolekit.Section;
import io.peakday.engines.HealthReport;
import java.util.List;
import java.util.Map;

/**
 * The overview: only what its reader may see; every number leads to what it counts.
 *
 * @param troubles of this node
 */
public record OverviewView(
        Frame frame, List<HealthReport.Part> troubles, List<Summary> summaries, Map<Column, List<Section>> sections) {
    public List<Notice> notices() {
        return summaries.stream().flatMap(one -> one.notices().stream()).toList();
    }

    public List<Tile> tiles() {
        return summaries.stream().flatMap(one -> one.tiles().stream()).toList();
    }

    public List<Chart> charts() {
        return summaries.stream().flatMap(one -> one.charts().stream()).toList();
    }

    public List<Section> wide() {
        return sections.getOrDefault(Column.WIDE, List.of());
    }

    public List<Section> narrow() {
        return sections.getOrDefault(Column.NARROW, List.of());
    }
}
