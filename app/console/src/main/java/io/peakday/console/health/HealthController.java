package io.peakday.console.health;

import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.HealthFigures.Group;
import io.peakday.consolekit.Level;
import io.peakday.engines.EngineStatus;
import io.peakday.engines.HealthReport;
import io.peakday.identity.OperatorPermissions;
import io.peakday.identity.Requires;
import io.peakday.ui.Html;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How this node and its engines do. It shows; it restarts nothing. */
@RestController
@Requires(OperatorPermissions.Names.HEALTH_READ)
public final class HealthController {
    private final EngineWatch engines;
    private final Supplier<HealthReport> health;
    private final Figures figures;
    private final Supplier<List<Group>> modules;
    private final ConsoleContext context;
    private final Html html;

    /**
     * @param health of this node as its probes see it
     * @param modules what other modules say about their health
     */
    public HealthController(
            EngineWatch engines,
            Supplier<HealthReport> health,
            Figures figures,
            Supplier<List<Group>> modules,
            ConsoleContext context,
            Html html) {
        this.engines = engines;
        this.health = health;
        this.figures = figures;
        this.modules = modules;
        this.context = context;
        this.html = html;
    }

    /** The page; {@code concerns} are what to look at first, one sentence each, the gravest first. */
    public record View(
            Frame frame,
            List<String> concerns,
            List<EngineStatus> engines,
            List<Group> groups,
            List<Figures.ConsumerRow> consumers,
            List<Figures.TaskRow> tasks) {}

    @GetMapping("/console/health")
    ResponseEntity<byte[]> show(HttpServletRequest request) {
        List<EngineStatus> statuses = engines.status();
        List<Group> groups = new ArrayList<>();
        groups.add(new Group("Events", figures.events(), null));
        groups.add(new Group("Database connections", figures.pool(), null));
        groups.addAll(modules.get());
        groups.add(new Group("This node", Figures.machine(), null));
        return html.page(
                "health/page",
                new View(
                        context.frame(request, "health", "Health"),
                        concerns(health.get(), groups),
                        statuses,
                        groups,
                        figures.consumers(),
                        figures.tasks()));
    }

    /** What somebody who was woken up has to know first. */
    static List<String> concerns(HealthReport health, List<Group> groups) {
        List<String> concerns = new ArrayList<>();
        health.troubles().forEach(part -> concerns.add(part.name() + ": " + part.trouble()));
        for (Level level : List.of(Level.BAD, Level.WARN)) {
            for (Group group : groups) {
                group.figures().stream()
                        .filter(figure -> figure.level() == level)
                        .forEach(figure -> concerns.add(group.title() + ": " + figure.label() + " is at "
                                + figure.value() + " (" + figure.note() + ")."));
            }
        }
        return concerns;
    }
}
