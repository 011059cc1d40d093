package io.peakday.server;

import io.peakday.cart.CartModule;
import io.peakday.catalog.CatalogModule;
import io.peakday.console.ConsoleModule;
import io.peakday.demo.DemoModule;
import io.peakday.engines.EngineSettings;
import io.peakday.engines.EngineTls;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.EventsModule;
import io.peakday.identity.IdentityModule;
import io.peakday.inventory.InventoryModule;
import io.peakday.limits.LimitsModule;
import io.peakday.notify.NotifyModule;
import io.peakday.orders.OrdersModule;
import io.peakday.payments.PaymentsModule;
import io.peakday.reviews.ReviewsModule;
import io.peakday.sale.SaleModule;
import io.peakday.search.SearchModule;
import io.peakday.server.ops.OpsModule;
import io.peakday.storefront.StorefrontModule;
import io.peakday.ui.UiModule;
import io.peakday.waiting.WaitingModule;
import io.peakday.web.WebModule;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The table of contents: every module of the program, from the ground up. */
public final class ModuleRegistry {
    static final List<Class<?>> ALL = List.of(
            EventsModule.class,
            WebModule.class,
            IdentityModule.class,
            LimitsModule.class,
            CatalogModule.class,
            InventoryModule.class,
            WaitingModule.class,
            SaleModule.class,
            ReviewsModule.class,
            SearchModule.class,
            CartModule.class,
            PaymentsModule.class,
            OrdersModule.class,
            NotifyModule.class,
            UiModule.class,
            StorefrontModule.class,
            ConsoleModule.class,
            DemoModule.class,
            OpsModule.class,
            PrivacyModule.class,
            ServerModule.class);

    /** The modules that hold data, for commands: nothing that listens, and no index of its own. */
    static final List<Class<?>> OFFLINE = List.of(
            EventsModule.class,
            WebModule.class,
            IdentityModule.class,
            CatalogModule.class,
            InventoryModule.class,
            WaitingModule.class,
            SaleModule.class,
            ReviewsModule.class,
            CartModule.class,
            PaymentsModule.class,
            OrdersModule.class,
            NotifyModule.class,
            DemoModule.class,
            PrivacyModule.class,
            ServerModule.class);

    private ModuleRegistry() {}

    /** The settings records of all modules. */
    public static List<Class<?>> settings() {
        List<Class<?>> records = new ArrayList<>(List.of(EngineSettings.class, EngineTls.class));
        for (Class<?> module : ALL) {
            EnableConfigurationProperties enabled = module.getAnnotation(EnableConfigurationProperties.class);
            if (enabled != null) {
                records.addAll(List.of(enabled.value()));
            }
        }
        return List.copyOf(records);
    }

    /** The schemas of all modules that keep data: each module's public constants of that type. */
    public static List<SchemaMigration> schemas() {
        List<SchemaMigration> schemas = new ArrayList<>();
        for (Class<?> module : ALL) {
            for (Field field : module.getFields()) {
                if (field.getType() == SchemaMigration.class) {
                    try {
                        schemas.add((SchemaMigration) field.get(null));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
        return List.copyOf(schemas);
    }
}
