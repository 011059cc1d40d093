package io.peakday.checkout;

import io.peakday.cart.CartModule;
import io.peakday.cart.CartOwner;
import io.peakday.cart.CartSettings;
import io.peakday.cart.Carts;
import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogModule;
import io.peakday.catalog.CatalogSettings;
import io.peakday.catalog.Categories;
import io.peakday.catalog.CategoryDraft;
import io.peakday.catalog.OfferDraft;
import io.peakday.catalog.Product;
import io.peakday.catalog.ProductDraft;
import io.peakday.catalog.Sellers;
import io.peakday.catalog.VariantDraft;
import io.peakday.engines.Database;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.EventSettings;
import io.peakday.events.EventsModule;
import io.peakday.events.Outbox;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.Sessions;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.InventoryModule;
import io.peakday.inventory.InventorySettings;
import io.peakday.inventory.LevelSetting;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.orders.OrderModules;
import io.peakday.orders.Orders;
import io.peakday.orders.OrdersModule;
import io.peakday.orders.OrdersSettings;
import io.peakday.payments.CardDetails;
import io.peakday.payments.CardToken;
import io.peakday.payments.Payments;
import io.peakday.payments.PaymentsModule;
import io.peakday.payments.PaymentsSettings;
import io.peakday.payments.WebhookSecrets;
import io.peakday.payments.sandbox.SandboxProvider;
import io.peakday.pricing.Address;
import io.peakday.pricing.Pricing;
import io.peakday.pricing.TaxTable;
import io.peakday.sale.FlashSales;
import io.peakday.sale.SaleModule;
import io.peakday.sale.SaleSettings;
import io.peakday.waiting.WaitingModule;
import io.peakday.waiting.WaitingRooms;
import io.peakday.waiting.WaitingSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All the modules a checkout needs, on a real database, as the server wires them: one node. */
public final class Stage {
    public static final SchemaMigration[] SCHEMAS = {
        EventsModule.SCHEMA,
        CatalogModule.SCHEMA,
        InventoryModule.SCHEMA,
        WaitingModule.SCHEMA,
        SaleModule.SCHEMA,
        CartModule.SCHEMA,
        PaymentsModule.SCHEMA,
        PaymentsModule.SANDBOX_SCHEMA,
        OrdersModule.SCHEMA
    };

    public static final String PLAIN_CARD = "4242424242424242";
    public static final String CHALLENGED_CARD = "4000000000003220";

    public final Database database;
    public final InstantSource clock;
    public final Catalog catalog;
    public final Categories categories;
    public final Sellers sellers;
    public final Inventory inventory;
    public final FlashSales sales;
    public final Carts carts;
    public final SandboxProvider provider;
    public final Payments payments;
    public final Orders orders;
    public final Checkout checkout;

    public Stage(Database database, InstantSource clock) {
        this(database, clock, CheckoutSteps.NONE);
    }

    public Stage(Database database, InstantSource clock, CheckoutSteps steps) {
        this.database = database;
        this.clock = clock;
        var outbox = new Outbox(database, clock, EventSettings.withPrefix("test."));
        var settings = OrdersSettings.defaults();
        var pricing = new Pricing(TaxTable.builtIn(), settings.shipping());
        categories = new Categories(database, outbox);
        sellers = new Sellers(database, outbox);
        catalog = new Catalog(database, outbox, clock, categories, sellers, CatalogSettings.DEFAULTS);
        inventory = new Inventory(database, outbox, clock, InventorySettings.defaults());
        sales = new FlashSales(
                database,
                outbox,
                inventory,
                new WaitingRooms(database, clock, WaitingSettings.defaults()),
                new Sessions(database, clock, IdentitySettings.defaults(), List.of()),
                clock,
                SaleSettings.defaults());
        carts = new Carts(database, catalog, inventory, sales, clock, CartSettings.defaults());
        provider = new SandboxProvider(database, clock, Duration.ofSeconds(2));
        payments = new Payments(
                database, outbox, clock, provider, new WebhookSecrets(database), PaymentsSettings.defaults());
        orders = new Orders(
                database,
                outbox,
                clock,
                new OrderModules(inventory, payments, new PostgresCheckoutRecords(database, payments)),
                settings,
                pricing);
        checkout = new Checkout(
                database,
                new CheckoutModules(carts, catalog, inventory, sales, payments, orders),
                pricing,
                settings,
                steps,
                clock);
    }

    /** A published product of one variant with so many units; returns the variant's id. */
    public UUID product(String title, long cents, int units) {
        return product(title, cents, units, "standard", 500);
    }

    public UUID product(String title, long cents, int units, String taxClass, int grams) {
        UUID seller = sellers.ensure("acme", "Acme").id();
        UUID category =
                categories.create(new CategoryDraft(null, null, title, null, 0)).id();
        var variant = new VariantDraft(
                null,
                "SKU-" + Ids.next(),
                null,
                Map.of("colour", "Red"),
                grams,
                taxClass,
                List.of(OfferDraft.of(seller, Money.of(cents, "EUR"))),
                List.of());
        Product product = catalog.create(
                new ProductDraft(null, null, title, "Acme", category, "", List.of(), List.of(variant), List.of()));
        catalog.publish(product.id(), product.version());
        UUID variantId = product.variants().getFirst().id();
        stock(variantId, units);
        return variantId;
    }

    public void stock(UUID variantId, int units) {
        inventory.setLevels(
                List.of(new LevelSetting(variantId, inventory.locations().primaryId(), units)), "counted");
    }

    /** A guest's cart with so many of a variant. */
    public UUID cart(UUID variantId, int quantity) {
        UUID cart = carts.create(CartOwner.guest());
        carts.put(cart, CartOwner.guest(), variantId, quantity);
        return cart;
    }

    public CheckoutRequest request(UUID cartId, String cardNumber) {
        return request(Ids.next(), cartId, cardNumber, null);
    }

    public CheckoutRequest request(UUID checkoutId, UUID cartId, String cardNumber, Money expected) {
        CardToken card = payments.tokenize(new CardDetails(cardNumber, 12, 2099, "123", "Ada Lovelace"));
        return new CheckoutRequest(
                checkoutId,
                cartId,
                null,
                "ada@example.org",
                address("DE"),
                null,
                "standard",
                card.token(),
                card.brand() + " ···· " + card.last4(),
                expected,
                "/checkout/" + checkoutId);
    }

    public static Address address(String country) {
        return new Address(
                "Ada Lovelace",
                "Lange Straße 1",
                null,
                country.equals("DE") ? "10115" : "1010",
                "Stadt",
                null,
                country,
                null);
    }

    /** Units of a variant: on hand and reserved. */
    public String stockOf(UUID variantId) {
        var level = inventory.levels(List.of(variantId)).get(variantId);
        return level.onHand() + " on hand, " + level.reserved() + " reserved";
    }

    public long count(String sql, Object... values) {
        return database.sql().sql(sql).params(List.of(values)).query(Long.class).single();
    }
}
