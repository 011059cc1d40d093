package io.peakday.checkout;

import io.peakday.cart.CartModule;
import io.peakday.cart.Carts;
import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogModule;
import io.peakday.contracts.CheckoutStep;
import io.peakday.customers.PersonalData;
import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.PeriodicTask;
import io.peakday.events.Subscription;
import io.peakday.idempotency.WithoutIdempotencyKey;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.InventoryModule;
import io.peakday.orders.CheckoutRecords;
import io.peakday.orders.Orders;
import io.peakday.orders.OrdersModule;
import io.peakday.orders.OrdersSettings;
import io.peakday.payments.CardTokens;
import io.peakday.payments.PaymentEvents;
import io.peakday.payments.Payments;
import io.peakday.payments.PaymentsModule;
import io.peakday.pricing.Pricing;
import io.peakday.sale.FlashSales;
import io.peakday.sale.SaleModule;
import io.peakday.ui.Slots;
import io.peakday.ui.UiModule;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the checkout. */
@Configuration(proxyBeanMethods = false)
public class CheckoutModule implements ModuleDescriptor {
    @Override
    public String name() {
        return "checkout";
    }

    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(
                UiModule.class,
                CatalogModule.class,
                InventoryModule.class,
                SaleModule.class,
                CartModule.class,
                PaymentsModule.class,
                OrdersModule.class);
    }

    /** Among the tables of orders, with their history. */
    @Override
    public List<String> tables() {
        return List.of("orders.checkout");
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Bean
    CheckoutRecords checkoutRecords(Database database, Payments payments) {
        return new PostgresCheckoutRecords(database, payments);
    }

    @Bean
    PersonalData checkoutData(Database database, Payments payments) {
        return new CheckoutData(database, payments);
    }

    @Bean
    CheckoutModules checkoutModules(
            Carts carts, Catalog catalog, Inventory inventory, FlashSales sales, Payments payments, Orders orders) {
        return new CheckoutModules(carts, catalog, inventory, sales, payments, orders);
    }

    @Bean(destroyMethod = "close")
    Checkout checkout(
            Database database, CheckoutModules modules, Pricing pricing, OrdersSettings settings, InstantSource clock) {
        return new Checkout(database, modules, pricing, settings, CheckoutSteps.fromSystemProperties(), clock);
    }

    @Bean
    CheckoutGate checkoutGate(Checkout checkout, Carts carts, ObjectProvider<CheckoutStep> steps, Slots slots) {
        return new CheckoutGate(checkout, carts, steps.stream().toList(), slots);
    }

    @Bean
    CheckoutApi checkoutApi(Checkout checkout, CheckoutGate gate, CardTokens cards) {
        return new CheckoutApi(checkout, gate, cards);
    }

    /** The checkout's own id is its key, kept with it permanently and in the same transaction. */
    @Bean
    WithoutIdempotencyKey checkoutsAreTheirOwnKey() {
        return new WithoutIdempotencyKey("/api/v1/checkouts");
    }

    @Bean
    WithoutIdempotencyKey resumingIsHarmless() {
        return new WithoutIdempotencyKey("/api/v1/checkouts/{id}/resume");
    }

    @Bean
    PeriodicTask sweepCheckouts(Checkout checkout, OrdersSettings settings) {
        return new PeriodicTask("orders.checkouts", settings.sweepEvery(), checkout::sweep);
    }

    /** A late answer of the bank brings the checkout back to work. */
    @Bean
    Subscription settledPayments(Checkout checkout) {
        return Subscription.durable("orders.settled-payments")
                .unordered()
                .on(
                        PaymentEvents.SETTLED,
                        received -> checkout.wakeUp(received.payload().paymentId()));
    }
}
