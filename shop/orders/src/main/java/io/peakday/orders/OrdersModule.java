package io.peakday.orders;

import io.peakday.commandkit.CommandLineModule;
import io.peakday.commandkit.DoctorCheck;
import io.peakday.customers.CustomerEvents;
import io.peakday.customers.Erasures;
import io.peakday.customers.PersonalData;
import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.PeriodicTask;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.Outbox;
import io.peakday.events.Subscription;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.PermissionModule;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.InventoryModule;
import io.peakday.mail.EventMails;
import io.peakday.orders.command.TaxTableCheck;
import io.peakday.orders.console.OrderConsole;
import io.peakday.orders.mail.OrderMails;
import io.peakday.payments.Payments;
import io.peakday.payments.PaymentsModule;
import io.peakday.pricing.Pricing;
import io.peakday.pricing.TaxTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires orders. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OrdersSettings.class, InvoiceSettings.class})
@Import(OrderConsole.class)
public class OrdersModule implements CommandLineModule, PermissionModule {
    public static final SchemaMigration SCHEMA = new SchemaMigration("orders", "db/orders");

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(InventoryModule.class, PaymentsModule.class);
    }

    /** What a checkout has written down of people is forgotten with its order, and there is no order without a checkout. */
    @Override
    public List<String> together() {
        return List.of("checkout");
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(SCHEMA);
    }

    @Override
    public List<DeclaredPermission> permissions() {
        return OrdersPermissions.DECLARED;
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Override
    public List<DoctorCheck> doctorChecks() {
        return List.of(TaxTableCheck.CHECK);
    }

    @Bean
    Pricing pricing(OrdersSettings settings) {
        return new Pricing(TaxTable.of(settings.taxRates(), settings.taxRegions()), settings.shipping());
    }

    @Bean
    OrderModules orderModules(Inventory inventory, Payments payments, CheckoutRecords checkouts) {
        return new OrderModules(inventory, payments, checkouts);
    }

    @Bean
    Orders orders(
            Database database,
            Outbox outbox,
            InstantSource clock,
            OrderModules modules,
            OrdersSettings settings,
            Pricing pricing,
            InvoiceSettings invoices) {
        return new Orders(database, outbox, clock, modules, settings, pricing, invoices.keepYears());
    }

    @Bean
    PersonalData orderData(Orders orders, Payments payments) {
        return OrderData.sections(orders, payments).get(0);
    }

    @Bean
    PersonalData orderHistoryData(Orders orders, Payments payments) {
        return OrderData.sections(orders, payments).get(1);
    }

    @Bean
    PersonalData returnData(Orders orders, Payments payments) {
        return OrderData.sections(orders, payments).get(2);
    }

    @Bean
    PersonalData paymentData(Orders orders, Payments payments) {
        return OrderData.sections(orders, payments).get(3);
    }

    @Bean
    OrdersApi ordersApi(Orders orders) {
        return new OrdersApi(orders);
    }

    @Bean
    OrdersAdminApi ordersAdminApi(Orders orders, Payments payments, Erasures erasures) {
        return new OrdersAdminApi(orders, payments, erasures);
    }

    @Bean
    EventMails orderMails(IdentitySettings identity) {
        return OrderMails.of(identity.publicUrl());
    }

    @Bean
    PeriodicTask sweepRefunds(Orders orders, OrdersSettings settings) {
        return new PeriodicTask("orders.refunds", settings.sweepEvery(), orders::sweepRefunds);
    }

    /** Every minute: who wished to be erased is erased soon after the order has ended. */
    @Bean
    public PeriodicTask sweepForgotten(Orders orders) {
        return new PeriodicTask("orders.forgotten", Duration.ofMinutes(1), orders::sweepForgotten);
    }

    /** Guests' orders go to the customer who proves to own the address; a deleted customer is forgotten. */
    @Bean
    Subscription orderOwners(Orders orders) {
        return Subscription.durable("orders.owners")
                .on(
                        CustomerEvents.EMAIL_VERIFIED,
                        received -> orders.claim(
                                received.payload().customerId(),
                                received.payload().email()))
                .on(
                        CustomerEvents.DELETED,
                        received -> orders.forget(received.payload().customerId()));
    }
}
