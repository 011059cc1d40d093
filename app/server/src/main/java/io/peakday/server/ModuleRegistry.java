package io.peakday.server;

import io.peakday.access.AccessModule;
import io.peakday.apidocs.ApiDocsModule;
import io.peakday.audit.AuditModule;
import io.peakday.cart.CartModule;
import io.peakday.catalog.CatalogModule;
import io.peakday.checkout.CheckoutModule;
import io.peakday.console.ConsoleModule;
import io.peakday.consolekit.ConsoleKitModule;
import io.peakday.customers.CustomersModule;
import io.peakday.demo.DemoModule;
import io.peakday.edge.EdgeModule;
import io.peakday.engines.EngineSettings;
import io.peakday.engines.EngineTls;
import io.peakday.engines.FolderModes;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.EventsModule;
import io.peakday.eventsadmin.EventsAdminModule;
import io.peakday.feeds.FeedsModule;
import io.peakday.idempotency.IdempotencyModule;
import io.peakday.identity.IdentityModule;
import io.peakday.inventory.InventoryModule;
import io.peakday.limits.LimitsModule;
import io.peakday.live.LiveModule;
import io.peakday.mail.MailModule;
import io.peakday.notify.NotifyModule;
import io.peakday.orders.OrdersModule;
import io.peakday.payments.PaymentsModule;
import io.peakday.problems.ProblemsModule;
import io.peakday.reviews.ReviewsModule;
import io.peakday.sale.SaleModule;
import io.peakday.search.SearchModule;
import io.peakday.secrets.SecretsModule;
import io.peakday.server.ops.OpsModule;
import io.peakday.storefront.StorefrontModule;
import io.peakday.ui.UiModule;
import io.peakday.waiting.WaitingModule;
import io.peakday.web.WebModule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The modules of the program, from the ground up: the one list that knows all of them. */
public final class ModuleRegistry {
    private static final List<Class<? extends ModuleDescriptor>> ALL = List.of(
            EventsModule.class,
            ProblemsModule.class,
            WebModule.class,
            LiveModule.class,
            IdempotencyModule.class,
            EdgeModule.class,
            MailModule.class,
            SecretsModule.class,
            IdentityModule.class,
            AuditModule.class,
            AccessModule.class,
            CustomersModule.class,
            LimitsModule.class,
            UiModule.class,
            ConsoleKitModule.class,
            EventsAdminModule.class,
            ApiDocsModule.class,
            CatalogModule.class,
            InventoryModule.class,
            FeedsModule.class,
            WaitingModule.class,
            SaleModule.class,
            ReviewsModule.class,
            SearchModule.class,
            CartModule.class,
            PaymentsModule.class,
            OrdersModule.class,
            CheckoutModule.class,
            NotifyModule.class,
            StorefrontModule.class,
            ConsoleModule.class,
            DemoModule.class,
            OpsModule.class,
            PrivacyModule.class,
            ServerModule.class);

    private ModuleRegistry() {}

    /** What a node has. */
    public static List<Class<? extends ModuleDescriptor>> all() {
        return ALL;
    }

    /** What commands have. */
    static List<Class<? extends ModuleDescriptor>> offline() {
        return ALL.stream()
                .filter(module -> ModuleDescriptor.of(module).offline())
                .toList();
    }

    /** The settings records of all modules. */
    public static List<Class<?>> settings() {
        List<Class<?>> records = new ArrayList<>(List.of(EngineSettings.class, EngineTls.class));
        for (Class<? extends ModuleDescriptor> module : ALL) {
            EnableConfigurationProperties enabled = module.getAnnotation(EnableConfigurationProperties.class);
            if (enabled != null) {
                records.addAll(List.of(enabled.value()));
            }
        }
        return List.copyOf(records);
    }

    /** The schemas of all modules that keep data. */
    public static List<SchemaMigration> schemas() {
        return ALL.stream()
                .flatMap(module -> ModuleDescriptor.of(module).schemas().stream())
                .toList();
    }

    /** What in a data folder is the store's, and who may reach it. */
    public static FolderModes folderModes() {
        return new FolderModes(ALL.stream()
                .flatMap(module -> ModuleDescriptor.of(module).folderEntries().stream())
                .collect(Collectors.toUnmodifiableSet()));
    }
}
