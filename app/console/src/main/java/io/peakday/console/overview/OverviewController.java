package io.peakday.console.overview;

import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.ConsoleSlots;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.OverviewSection;
import io.peakday.consolekit.OverviewSummary;
import io.peakday.engines.HealthReport;
import io.peakday.identity.OperatorPermissions;
import io.peakday.identity.Requires;
import io.peakday.ui.Html;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The first page. Open to every member of staff; each part of it needs its own permission. */
@RestController
@Requires({})
public final class OverviewController {
    private final Supplier<HealthReport> health;
    private final List<OverviewSummary> summaries;
    private final List<OverviewSection> sections;
    private final ConsoleSlots slots;
    private final ConsoleContext context;
    private final Html html;

    public OverviewController(
            Supplier<HealthReport> health,
            List<OverviewSummary> summaries,
            List<OverviewSection> sections,
            ConsoleSlots slots,
            ConsoleContext context,
            Html html) {
        this.health = health;
        this.summaries = summaries;
        this.sections = sections;
        this.slots = slots;
        this.context = context;
        this.html = html;
    }

    @GetMapping("/console")
    ResponseEntity<byte[]> show(HttpServletRequest request) {
        Frame frame = context.frame(request, "overview", "Overview");
        List<HealthReport.Part> troubles =
                frame.may(OperatorPermissions.HEALTH_READ) ? health.get().troubles() : List.of();
        return html.page(
                "overview/page",
                new OverviewView(frame, troubles, slots.summaries(summaries, frame), slots.overview(sections, frame)));
    }
}
