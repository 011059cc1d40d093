package io.peakday.sale;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.catalog.CatalogModule;
import io.peakday.commandkit.CommandLineModule;
import io.peakday.contracts.CheckoutStep;
import io.peakday.customers.Customers;
import io.peakday.customers.PersonalData;
import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.PeriodicTask;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.Outbox;
import io.peakday.idempotency.WithoutIdempotencyKey;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.Sessions;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.InventoryModule;
import io.peakday.mail.EventMails;
import io.peakday.sale.command.SaleCommand;
import io.peakday.sale.console.SaleConsole;
import io.peakday.sale.mail.SaleMails;
import io.peakday.sale.storefront.SaleStorefront;
import io.peakday.waiting.JoinGuard;
import io.peakday.waiting.WaitingModule;
import io.peakday.waiting.WaitingRooms;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Wires the sales. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SaleSettings.class)
@Import({SaleConsole.class, SaleStorefront.class})
public class SaleModule implements CommandLineModule {
    public static final SchemaMigration SCHEMA = new SchemaMigration("sale", "db/sale");

    /** Where the build put the templates of console and shop. */
    public static final String TEMPLATES = "io.peakday.sale.templates";

    @Override
    public String name() {
        return "sale";
    }

    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(CatalogModule.class, InventoryModule.class, WaitingModule.class);
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(SCHEMA);
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Override
    public List<Class<?>> commands() {
        return List.of(SaleCommand.class);
    }

    /** Who does not know a sale's code takes no place in its waiting room. */
    @Bean
    JoinGuard saleCodes(Database database, InstantSource clock) {
        return new AccessCodes(database, clock);
    }

    @Bean(destroyMethod = "close")
    FlashSales sales(
            Database database,
            Outbox outbox,
            Inventory inventory,
            WaitingRooms rooms,
            Sessions sessions,
            InstantSource clock,
            SaleSettings settings) {
        return new FlashSales(database, outbox, inventory, rooms, sessions, clock, settings);
    }

    @Bean
    CheckoutStep heldClaims(FlashSales sales) {
        return new HeldClaims(sales);
    }

    @Bean
    SaleApi saleApi(FlashSales sales, InstantSource clock, JsonMapper json, MeterRegistry meters) {
        return new SaleApi(sales, new PublicSales(sales, clock, json).measured(meters));
    }

    @Bean
    SaleAdminApi saleAdminApi(FlashSales sales, InstantSource clock) {
        return new SaleAdminApi(sales, clock);
    }

    /** One claim a customer and sale, however often it is asked for. */
    @Bean
    WithoutIdempotencyKey claimsWithoutStoredReplies() {
        return new WithoutIdempotencyKey("/api/v1/sales/{id}/claim");
    }

    /** Claims are the ledger of a sale: the id in them means nobody once its customer was erased. */
    @Bean
    PersonalData claimData(Database database) {
        return PersonalData.rows("saleClaims", database, """
                select sale_id, turn, quantity, state, claimed_at, hold_until, order_id
                from sale.claim where customer_id = ? order by claimed_at""");
    }

    @Bean
    EventMails saleMails(Customers customers, FlashSales sales, IdentitySettings identity, InstantSource clock) {
        return new SaleMails(customers, sales, identity.publicUrl(), clock).aboutSales();
    }

    @Bean
    PeriodicTask expireHolds(FlashSales sales, SaleSettings settings) {
        return new PeriodicTask("sale.lapse-holds", settings.lapseEvery(), sales::expireDue);
    }

    @Bean
    PeriodicTask settleSales(FlashSales sales, SaleSettings settings) {
        return new PeriodicTask("sale.settle", settings.settleEvery(), sales::settleDue);
    }

    @Bean
    PeriodicTask lookAgainAtSales(FlashSales sales, SaleSettings settings) {
        return new PeriodicTask("sale.look-again", settings.lookAgain(), sales::lookAgain);
    }
}
