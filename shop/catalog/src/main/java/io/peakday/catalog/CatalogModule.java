package io.peakday.catalog;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.catalog.command.CurrencyCheck;
import io.peakday.catalog.console.ProductConsole;
import io.peakday.commandkit.CommandLineModule;
import io.peakday.commandkit.DoctorCheck;
import io.peakday.engines.Database;
import io.peakday.engines.PeriodicTask;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.Outbox;
import io.peakday.events.Subscription;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.DeclaredRole;
import io.peakday.identity.PermissionModule;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires the catalogue. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CatalogSettings.class)
@Import(ProductConsole.class)
public class CatalogModule implements CommandLineModule, PermissionModule {
    public static final SchemaMigration SCHEMA = new SchemaMigration("catalog", "db/catalog");

    @Override
    public String name() {
        return "catalog";
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(SCHEMA);
    }

    @Override
    public List<DeclaredPermission> permissions() {
        return CatalogPermissions.DECLARED;
    }

    @Override
    public List<DeclaredRole> roles() {
        return CatalogPermissions.ROLES;
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Override
    public List<DoctorCheck> doctorChecks() {
        return List.of(CurrencyCheck.CHECK);
    }

    @Bean
    Categories categories(Database database, Outbox outbox) {
        return new Categories(database, outbox);
    }

    @Bean
    Sellers sellers(Database database, Outbox outbox) {
        return new Sellers(database, outbox);
    }

    @Bean
    Catalog catalog(
            Database database,
            Outbox outbox,
            InstantSource clock,
            Categories categories,
            Sellers sellers,
            CatalogSettings settings) {
        return new Catalog(database, outbox, clock, categories, sellers, settings);
    }

    @Bean
    ProductJson productJson(Catalog catalog) {
        return new ProductJson(catalog);
    }

    @Bean
    CatalogApi catalogApi(
            Catalog catalog, ProductJson json, InstantSource clock, CatalogSettings settings, MeterRegistry meters) {
        ProductAnswers answers = new ProductAnswers(catalog, json, clock, settings.productJson());
        return new CatalogApi(catalog, answers.measured(meters), clock);
    }

    @Bean
    ProductsAdminApi productsAdminApi(Catalog catalog, ProductJson json, InstantSource clock) {
        return new ProductsAdminApi(catalog, json, clock);
    }

    @Bean
    StructureAdminApi structureAdminApi(Categories categories, Sellers sellers, Catalog catalog) {
        return new StructureAdminApi(categories, sellers, catalog);
    }

    @Bean
    Subscription catalogFreshness(Catalog catalog, Categories categories, Sellers sellers) {
        return freshness(catalog, categories, sellers);
    }

    @Bean
    PeriodicTask catalogPrices(Catalog catalog, CatalogSettings settings) {
        return new PeriodicTask("catalog.announce-due-prices", settings.priceSweep(), catalog::announceDuePrices);
    }

    /** Every node receives every change, and no longer trusts what it remembers of it. */
    static Subscription freshness(Catalog catalog, Categories categories, Sellers sellers) {
        return Subscription.broadcast("catalog.freshness")
                .on(
                        CatalogEvents.PRODUCT_CHANGED,
                        received -> catalog.changedElsewhere(received.payload().productId()))
                .on(CatalogEvents.CATEGORIES_CHANGED, received -> categories.changed())
                .on(CatalogEvents.SELLER_CHANGED, received -> sellers.changed())
                .onMissedEvents(catalog::forgetEverything);
    }
}
