package io.peakday.cart;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogModule;
import io.peakday.customers.CustomerEvents;
import io.peakday.customers.PersonalData;
import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.PeriodicTask;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.Subscription;
import io.peakday.idempotency.WithoutIdempotencyKey;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.InventoryModule;
import io.peakday.live.LiveStreams;
import io.peakday.sale.FlashSales;
import io.peakday.sale.SaleModule;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the carts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CartSettings.class)
public class CartModule implements ModuleDescriptor {
    public static final SchemaMigration SCHEMA = new SchemaMigration("cart", "db/cart");

    @Override
    public String name() {
        return "cart";
    }

    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(CatalogModule.class, InventoryModule.class, SaleModule.class);
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(SCHEMA);
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Bean(destroyMethod = "close")
    Carts carts(
            Database database,
            Catalog catalog,
            Inventory inventory,
            FlashSales sales,
            InstantSource clock,
            CartSettings settings) {
        return new Carts(database, catalog, inventory, sales, clock, settings);
    }

    @Bean(destroyMethod = "close")
    CartLive cartLive(Database database, LiveStreams streams, Carts carts) {
        return new CartLive(database, streams, carts);
    }

    @Bean
    CartApi cartApi(Carts carts, CartLive live) {
        return new CartApi(carts, live);
    }

    /** Honoured in the transaction of the edit itself. */
    @Bean
    WithoutIdempotencyKey cartLinesWithoutStoredReplies() {
        return new WithoutIdempotencyKey("/api/v1/carts/{id}/lines");
    }

    @Bean
    PeriodicTask pruneCarts(Carts carts, CartSettings settings) {
        return new PeriodicTask("cart.prune", settings.pruneEvery(), carts::prune);
    }

    @Bean
    PeriodicTask renewCartWatches(CartLive live) {
        return new PeriodicTask("cart.renew-watches", CartLive.WATCH.dividedBy(3), live::renewAll);
    }

    @Bean
    PersonalData cartData(Database database, Carts carts) {
        return new CartData(database, carts);
    }

    @Bean
    Subscription cartAccounts(Carts carts) {
        return accounts(carts);
    }

    /**
     * Follows the accounts. Pages that sign somebody in may call {@link Carts#merge} themselves, to show the result at once;
     * this makes sure that it happens however somebody signs in, and once either way.
     */
    static Subscription accounts(Carts carts) {
        return Subscription.durable("cart.accounts")
                .on(
                        CustomerEvents.SIGNED_IN,
                        received -> merge(
                                carts,
                                received.payload().guestCartId(),
                                received.payload().customerId()))
                .on(
                        CustomerEvents.REGISTERED,
                        received -> merge(
                                carts,
                                received.payload().guestCartId(),
                                received.payload().customerId()))
                .on(
                        CustomerEvents.DELETED,
                        received -> carts.forget(received.payload().customerId()));
    }

    /** A cart in checkout stays the guest's: that checkout goes on as it began. */
    private static void merge(Carts carts, @Nullable UUID guestCart, UUID customer) {
        if (guestCart != null) {
            carts.merge(guestCart, customer);
        }
    }
}
