package io.peakday.inventory;

import io.peakday.catalog.CatalogModule;
import io.peakday.commandkit.CommandLineModule;
import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.PeriodicTask;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.Outbox;
import io.peakday.events.Subscription;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.DeclaredRole;
import io.peakday.identity.PermissionModule;
import io.peakday.inventory.command.StockCommand;
import io.peakday.inventory.console.StockConsole;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires the inventory. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InventorySettings.class)
@Import(StockConsole.class)
public class InventoryModule implements CommandLineModule, PermissionModule {
    public static final SchemaMigration SCHEMA =
            new SchemaMigration("inventory", "db/inventory").with("ledger", "insert, select");

    @Override
    public String name() {
        return "inventory";
    }

    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(CatalogModule.class);
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(SCHEMA);
    }

    @Override
    public List<DeclaredPermission> permissions() {
        return InventoryPermissions.DECLARED;
    }

    @Override
    public List<DeclaredRole> roles() {
        return InventoryPermissions.ROLES;
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Override
    public List<Class<?>> commands() {
        return List.of(StockCommand.class);
    }

    @Bean(destroyMethod = "close")
    Inventory inventory(Database database, Outbox outbox, InstantSource clock, InventorySettings settings) {
        return new Inventory(database, outbox, clock, settings);
    }

    @Bean
    StockApi stockApi(Inventory inventory) {
        return new StockApi(inventory);
    }

    @Bean
    StockAdminApi stockAdminApi(Inventory inventory) {
        return new StockAdminApi(inventory);
    }

    @Bean
    PeriodicTask expireReservations(Inventory inventory, InventorySettings settings) {
        return new PeriodicTask("inventory.expire-reservations", settings.expireEvery(), inventory::expireDue);
    }

    @Bean
    PeriodicTask pruneReceipts(Inventory inventory) {
        return new PeriodicTask("inventory.prune", Duration.ofHours(1), inventory::prune);
    }

    @Bean
    Subscription inventoryAvailability(Inventory inventory) {
        return availability(inventory);
    }

    /** Forgets what another node has changed. */
    static Subscription availability(Inventory inventory) {
        return Subscription.broadcast("inventory.availability")
                .onBatch(
                        InventoryEvents.STOCK_CHANGED,
                        batch -> inventory.forget(batch.stream()
                                .map(received -> received.payload().variantId())
                                .toList()))
                .onMissedEvents(inventory::forgetAll);
    }
}
