package io.peakday.console;

import io.peakday.console.health.HealthConsole;
import io.peakday.console.overview.OverviewController;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.ConsoleSlots;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.consolekit.OverviewSection;
import io.peakday.consolekit.OverviewSummary;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.NodeHealth;
import io.peakday.problems.ErrorPages;
import io.peakday.ui.Html;
import io.peakday.ui.Templates;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** Wires the overview and the pages about the node; what other modules show is wired in them. */
@Configuration(proxyBeanMethods = false)
@Import(HealthConsole.class)
public class ConsoleModule implements ModuleDescriptor {
    /** Where the build put the templates. */
    static final String TEMPLATES = "io.peakday.console.templates";

    @Override
    public String name() {
        return "console";
    }

    @Override
    public boolean needsAll() {
        return true;
    }

    @Bean
    MenuEntry overviewMenu() {
        return new MenuEntry(MenuGroup.TOP.at(10), "overview", "Overview", "/console", "dashboard", null);
    }

    @Bean
    Html consoleHtml() {
        return new Html(templates());
    }

    /** Shows the console's errors, and hands all others on to who else shows some. */
    @Bean
    @Primary
    ErrorPages consoleErrors(ObjectProvider<ErrorPages> all) {
        return new ConsoleErrors(templates(), all);
    }

    @Bean
    OverviewController consoleOverview(
            ObjectProvider<NodeHealth> health,
            ObjectProvider<OverviewSummary> summaries,
            ObjectProvider<OverviewSection> sections,
            ConsoleSlots slots,
            ConsoleContext context,
            Html consoleHtml) {
        return new OverviewController(
                HealthConsole.report(health),
                summaries.orderedStream().toList(),
                sections.orderedStream().toList(),
                slots,
                context,
                consoleHtml);
    }

    private static Templates templates() {
        return Templates.of(TEMPLATES, ConsoleModule.class.getClassLoader());
    }
}
