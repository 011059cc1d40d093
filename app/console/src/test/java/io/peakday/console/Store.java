package io.peakday.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.cart.CartModule;
import io.peakday.cart.CartOwner;
import io.peakday.cart.Carts;
import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogModule;
import io.peakday.catalog.Categories;
import io.peakday.catalog.OfferDraft;
import io.peakday.catalog.Product;
import io.peakday.catalog.ProductDraft;
import io.peakday.catalog.Sellers;
import io.peakday.catalog.VariantDraft;
import io.peakday.engines.Database;
import io.peakday.engines.KafkaBootstrap;
import io.peakday.engines.OwnerDatabase;
import io.peakday.engines.PeriodicTask;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.EventRuntime;
import io.peakday.events.EventsModule;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.Role;
import io.peakday.identity.StaffMembers;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.InventoryModule;
import io.peakday.inventory.LevelSetting;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.notify.NotifyModule;
import io.peakday.orders.Address;
import io.peakday.orders.Order;
import io.peakday.orders.OrdersModule;
import io.peakday.orders.checkout.Checkout;
import io.peakday.orders.checkout.CheckoutOutcome;
import io.peakday.orders.checkout.CheckoutRequest;
import io.peakday.payments.CardDetails;
import io.peakday.payments.CardToken;
import io.peakday.payments.Payments;
import io.peakday.payments.PaymentsModule;
import io.peakday.reviews.ReviewsModule;
import io.peakday.sale.SaleModule;
import io.peakday.search.SearchModule;
import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestFolder;
import io.peakday.testkit.TestKafka;
import io.peakday.ui.UiModule;
import io.peakday.waiting.WaitingModule;
import io.peakday.web.WebModule;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The console over all rooms below it, in this process, on real engines, at a free port. */
final class Store implements AutoCloseable {
    static final String PASSWORD = "a long enough sentence";

    static final SchemaMigration[] SCHEMAS = {
        EventsModule.SCHEMA,
        WebModule.SCHEMA,
        IdentityModule.SCHEMA,
        CatalogModule.SCHEMA,
        InventoryModule.SCHEMA,
        WaitingModule.SCHEMA,
        SaleModule.SCHEMA,
        ReviewsModule.SCHEMA,
        SearchModule.SCHEMA,
        CartModule.SCHEMA,
        PaymentsModule.SCHEMA,
        PaymentsModule.SANDBOX_SCHEMA,
        OrdersModule.SCHEMA,
        NotifyModule.SCHEMA
    };

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({
        EventsModule.class,
        WebModule.class,
        IdentityModule.class,
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
        ConsoleModule.class
    })
    static class Wiring {}

    private final ServletWebServerApplicationContext context;
    private final Path index;
    private final ScheduledExecutorService tasks = Executors.newScheduledThreadPool(2);

    private Store(ServletWebServerApplicationContext context, Path index) {
        this.index = index;
        this.context = context;
    }

    static Store open(TestDatabase postgres) {
        return open(postgres, List.of());
    }

    /** @param more further configurations, such as a catalogue of one's own */
    static Store open(TestDatabase postgres, List<Class<?>> more) {
        return open(postgres, more, Map.of());
    }

    /** @param settings further ones */
    static Store open(TestDatabase postgres, List<Class<?>> more, Map<String, Object> settings) {
        Path index = TestFolder.create("index");
        SpringApplication application = new SpringApplication(Wiring.class);
        application.addPrimarySources(more);
        application.setBannerMode(org.springframework.boot.Banner.Mode.OFF);
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", 0);
        properties.put("server.address", "127.0.0.1");
        properties.put("spring.threads.virtual.enabled", true);
        properties.put("spring.web.resources.add-mappings", false);
        properties.put("peakday.search.folder", index.toString());
        properties.put("peakday.events.topic-prefix", TestKafka.prefix());
        properties.put("peakday.payments.provider", "sandbox");
        properties.put("logging.level.root", "WARN");
        properties.put("logging.level.org.apache.kafka", "ERROR");
        properties.putAll(settings);
        application.setDefaultProperties(properties);
        application.addInitializers(context -> {
            GenericApplicationContext generic = (GenericApplicationContext) context;
            generic.registerBean(Database.class, postgres::database);
            generic.registerBean(OwnerDatabase.class, () -> new OwnerDatabase(postgres.owner()));
            generic.registerBean(InstantSource.class, InstantSource::system);
            generic.registerBean(KafkaBootstrap.class, TestKafka::bootstrap);
            generic.registerBean(MeterRegistry.class, () -> new SimpleMeterRegistry());
        });
        Store shop = new Store((ServletWebServerApplicationContext) application.run(), index);
        shop.get(EventRuntime.class).start();
        for (PeriodicTask task : shop.context.getBeansOfType(PeriodicTask.class).values()) {
            long every = task.every().toMillis();
            shop.tasks.scheduleWithFixedDelay(quietly(task.work()), every, every, TimeUnit.MILLISECONDS);
        }
        return shop;
    }

    <T> T get(Class<T> bean) {
        return context.getBean(bean);
    }

    int port() {
        return context.getWebServer().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** A published product in a category of its own department, in two colours of which the second is sold out. */
    Product product(String title, String price) {
        UUID category = get(Categories.class)
                .ensure(List.of(List.of("Home", "Lighting", "Desk lamps")))
                .getFirst();
        UUID seller = get(Sellers.class).ensure("norrland", "Norrland Living").id();
        UUID other = get(Sellers.class).ensure("kestrel", "Kestrel").id();
        String sku = title.toUpperCase().replaceAll("[^A-Z0-9]+", "-");
        Money money = Money.parse(price, Money.of(0, "EUR").currency());
        List<VariantDraft> variants = List.of(
                new VariantDraft(
                        null,
                        sku + "-SAGE",
                        null,
                        Map.of("Colour", "Sage"),
                        900,
                        "standard",
                        List.of(
                                new OfferDraft(null, seller, money, money.plus(Money.of(2_000, "EUR")), null, null),
                                OfferDraft.of(other, money.plus(Money.of(500, "EUR")))),
                        List.of()),
                new VariantDraft(
                        null,
                        sku + "-RUST",
                        null,
                        Map.of("Colour", "Rust"),
                        900,
                        "standard",
                        List.of(OfferDraft.of(seller, money)),
                        List.of()));
        Product product = get(Catalog.class)
                .create(new ProductDraft(
                        null,
                        null,
                        title,
                        "Norrland",
                        category,
                        "A lamp.\n\nIt gives light.",
                        List.of(),
                        variants,
                        List.of()));
        product = get(Catalog.class).publish(product.id(), product.version());
        UUID location = get(Inventory.class).locations().primary().id();
        get(Inventory.class)
                .setLevels(
                        List.of(new LevelSetting(product.variants().getFirst().id(), location, 4)), "sample");
        return product;
    }

    /** A member of staff of that role, whose address begins with its name. */
    String member(Role role) {
        String email = role.name().toLowerCase(Locale.ROOT) + "@peakday.example";
        get(StaffMembers.class).ensure(email, "Member " + role, PASSWORD, Set.of(role));
        return email;
    }

    /** A paid order of so many pieces, bought through the real checkout. */
    Order order(Product product, int pieces) {
        Carts carts = get(Carts.class);
        UUID cart = carts.create(CartOwner.guest());
        carts.put(cart, CartOwner.guest(), product.variants().getFirst().id(), pieces);
        CardToken card =
                get(Payments.class).tokenize(new CardDetails("4242424242424242", 12, 2099, "123", "Ada Lovelace"));
        UUID checkout = Ids.next();
        CheckoutOutcome outcome = get(Checkout.class)
                .place(new CheckoutRequest(
                        checkout,
                        cart,
                        null,
                        "ada@example.org",
                        new Address("Ada Lovelace", "Lange Straße 12", null, "10115", "Berlin", null, "DE", null),
                        null,
                        "standard",
                        card.token(),
                        card.brand() + " ···· " + card.last4(),
                        null,
                        "/checkout/" + checkout));
        return ((CheckoutOutcome.Placed) outcome).order();
    }

    @Override
    public void close() {
        // Let a running task end: an interrupt would close the index under it.
        tasks.shutdown();
        try {
            tasks.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.close();
        TestFolder.delete(index);
    }

    private static Runnable quietly(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                System.err.println("periodic task: " + e);
            }
        };
    }
}
