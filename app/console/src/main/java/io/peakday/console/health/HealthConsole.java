package io.peakday.console.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.ConsoleSlots;
import io.peakday.consolekit.HealthFigures;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.consolekit.OverviewSection;
import io.peakday.consolekit.OverviewSection.Column;
import io.peakday.consolekit.Section;
import io.peakday.engines.EngineStatus;
import io.peakday.engines.Engines;
import io.peakday.engines.HealthReport;
import io.peakday.engines.NodeHealth;
import io.peakday.identity.OperatorPermissions;
import io.peakday.ui.Html;
import io.peakday.ui.Link;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The page about the health of this node, and its part of the overview. */
@Configuration(proxyBeanMethods = false)
public class HealthConsole {
    @Bean
    MenuEntry healthMenu() {
        return new MenuEntry(
                        MenuGroup.RUN.at(10),
                        "health",
                        "Health",
                        "/console/health",
                        "activity",
                        OperatorPermissions.HEALTH_READ)
                .on("h");
    }

    @Bean
    EngineWatch consoleEngines(ObjectProvider<Engines> engines, InstantSource clock) {
        Engines ours = engines.getIfAvailable();
        return new EngineWatch(ours == null ? List::of : ours::status, clock);
    }

    @Bean
    HealthController consoleHealth(
            EngineWatch engines,
            ObjectProvider<NodeHealth> health,
            MeterRegistry meters,
            ObjectProvider<HealthFigures> modules,
            ConsoleSlots slots,
            ConsoleContext context,
            Html consoleHtml) {
        List<HealthFigures> figures = modules.orderedStream().toList();
        return new HealthController(
                engines, report(health), new Figures(meters), () -> slots.health(figures), context, consoleHtml);
    }

    @Bean
    @Order(20)
    OverviewSection engineStatus(EngineWatch engines, Html consoleHtml) {
        return OverviewSection.of("engines", "Engines", Column.NARROW, frame -> {
            List<EngineStatus> status = frame.may(OperatorPermissions.HEALTH_READ) ? engines.status() : List.of();
            return status.isEmpty()
                    ? null
                    : new Section(
                            "Engines",
                            new Link("Health", "/console/health"),
                            consoleHtml.part("health/engines", status));
        });
    }

    /** Asked late: the node's health is made of what all modules say, this one among them. */
    public static Supplier<HealthReport> report(ObjectProvider<NodeHealth> health) {
        return () -> {
            NodeHealth ours = health.getIfAvailable();
            return ours == null ? new HealthReport(List.of()) : ours.report();
        };
    }
}
