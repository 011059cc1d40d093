package io.peakday.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.catalog.Catalog;
import io.peakday.console.access.IdentityConsole;
import io.peakday.console.access.SignInController;
import io.peakday.console.customers.CustomerConsole;
import io.peakday.console.events.DeadLetterConsole;
import io.peakday.console.health.EngineWatch;
import io.peakday.console.health.HealthController;
import io.peakday.console.overview.LowStock;
import io.peakday.console.overview.OverviewController;
import io.peakday.console.overview.OverviewSettings;
import io.peakday.console.overview.Trade;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.ConsoleSettings;
import io.peakday.consolekit.ConsoleSlots;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.consolekit.OverviewSection;
import io.peakday.engines.Engines;
import io.peakday.engines.HealthReport;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.NodeHealth;
import io.peakday.events.DeadLetters;
import io.peakday.identity.OperatorPermissions;
import io.peakday.identity.StaffMembers;
import io.peakday.inventory.Inventory;
import io.peakday.orders.Orders;
import io.peakday.payments.PaymentSetup;
import io.peakday.problems.ErrorPages;
import io.peakday.search.Search;
import io.peakday.ui.Html;
import io.peakday.ui.Templates;
import io.peakday.web.Priority;
import io.peakday.web.RoutePriorities;
import io.peakday.web.RoutePriority;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** Wires the console's frame and figures; the pages about what each module holds are wired beside them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OverviewSettings.class)
@Import({CustomerConsole.class, DeadLetterConsole.class, IdentityConsole.class})
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
    RoutePriorities consolePriorities() {
        return RoutePriorities.of(new RoutePriority(Priority.INTERACTIVE, "/console"));
    }

    @Bean
    MenuEntry overviewMenu() {
        return new MenuEntry(MenuGroup.TOP.at(10), "overview", "Overview", "/console", "dashboard", null);
    }

    @Bean
    MenuEntry healthMenu() {
        return new MenuEntry(
                MenuGroup.RUN.at(10),
                "health",
                "Health",
                "/console/health",
                "activity",
                OperatorPermissions.HEALTH_READ);
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
    SignInController consoleSignIn(StaffMembers staff, Html consoleHtml) {
        return new SignInController(staff, consoleHtml);
    }

    @Bean
    EngineWatch consoleEngines(ObjectProvider<Engines> engines, InstantSource clock) {
        Engines ours = engines.getIfAvailable();
        return new EngineWatch(ours == null ? List::of : ours::status, clock);
    }

    @Bean
    Trade consoleTrade(Orders orders, InstantSource clock, ConsoleSettings settings, OverviewSettings overview) {
        return new Trade(orders, clock, Currency.getInstance(settings.currency()), overview.figures());
    }

    @Bean
    OverviewController consoleOverview(
            Orders orders,
            PaymentSetup payments,
            Catalog catalog,
            DeadLetters letters,
            LowStock lowStock,
            EngineWatch engines,
            ObjectProvider<NodeHealth> health,
            Trade trade,
            ObjectProvider<OverviewSection> sections,
            ConsoleSlots slots,
            OverviewSettings settings,
            ConsoleContext context,
            Html consoleHtml) {
        return new OverviewController(
                new OverviewController.Sources(
                        orders,
                        payments,
                        catalog,
                        letters,
                        lowStock,
                        engines,
                        report(health),
                        trade,
                        sections.orderedStream().toList(),
                        slots),
                settings.days(),
                context,
                consoleHtml);
    }

    @Bean
    LowStock consoleLowStock(Inventory inventory, Catalog catalog) {
        return new LowStock(inventory, catalog);
    }

    @Bean
    HealthController consoleHealth(
            EngineWatch engines,
            ObjectProvider<NodeHealth> health,
            MeterRegistry meters,
            Search search,
            ConsoleContext context,
            Html consoleHtml) {
        return new HealthController(engines, report(health), meters, search, context, consoleHtml);
    }

    /** Asked late: the node's health is made of what all modules say, this one among them. */
    private static Supplier<HealthReport> report(ObjectProvider<NodeHealth> health) {
        return () -> {
            NodeHealth ours = health.getIfAvailable();
            return ours == null ? new HealthReport(List.of()) : ours.report();
        };
    }

    private static Templates templates() {
        return Templates.of(TEMPLATES, ConsoleModule.class.getClassLoader());
    }
}
