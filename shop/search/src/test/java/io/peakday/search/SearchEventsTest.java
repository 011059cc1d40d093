package io.peakday.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.catalog.Attribute;
import io.peakday.catalog.AttributeValue;
import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogModule;
import io.peakday.catalog.CatalogSettings;
import io.peakday.catalog.Categories;
import io.peakday.catalog.OfferDraft;
import io.peakday.catalog.Product;
import io.peakday.catalog.ProductDraft;
import io.peakday.catalog.Sellers;
import io.peakday.catalog.VariantDraft;
import io.peakday.contracts.OrderEvents;
import io.peakday.contracts.OrderFacts;
import io.peakday.contracts.OrderPaid;
import io.peakday.engines.Database;
import io.peakday.events.EventRuntime;
import io.peakday.events.EventSettings;
import io.peakday.events.EventsModule;
import io.peakday.events.Outbox;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.InventoryModule;
import io.peakday.inventory.InventorySettings;
import io.peakday.inventory.LevelSetting;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.reviews.Reviews;
import io.peakday.reviews.ReviewsModule;
import io.peakday.reviews.ReviewsSettings;
import io.peakday.search.follow.CatalogDocuments;
import io.peakday.search.follow.CategoryTrees;
import io.peakday.search.follow.Sales;
import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Real events through PostgreSQL and Kafka into a real index. */
class SearchEventsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(
            EventsModule.SCHEMA,
            CatalogModule.SCHEMA,
            InventoryModule.SCHEMA,
            ReviewsModule.SCHEMA,
            SearchModule.SCHEMA);

    @TempDir
    Path folder;

    private final InstantSource clock = InstantSource.system();
    private final EventSettings events = EventSettings.withPrefix(TestKafka.prefix());
    private final Database database = postgres.database();
    private final Outbox outbox = new Outbox(database, clock, events);
    private final Categories categories = new Categories(database, outbox);
    private final Sellers sellers = new Sellers(database, outbox);
    private final Catalog catalog = new Catalog(database, outbox, clock, categories, sellers, CatalogSettings.DEFAULTS);
    private final Inventory inventory = new Inventory(database, outbox, clock, InventorySettings.defaults());
    private final Reviews reviews = new Reviews(database, outbox, clock, new ReviewsSettings(false, List.of()));

    /** One node: its index, and the events that feed it. */
    private final class Node implements AutoCloseable {
        final Search search;
        final EventRuntime runtime;
        final SimpleMeterRegistry meters = new SimpleMeterRegistry();

        Node(Path index) {
            this(index, catalog);
        }

        Node(Path index, Catalog catalog) {
            this(index, catalog, CategoryTrees.of(catalog));
        }

        Node(Path index, Catalog catalog, CategoryTrees trees) {
            Sales sales = new Sales(database, clock);
            search = new Search(
                    new SearchSettings(index, null, Duration.ofMillis(250), Duration.ofSeconds(10), "EUR"),
                    database,
                    new CatalogDocuments(catalog, inventory, reviews, sales, clock),
                    trees,
                    clock);
            AtomicReference<EventRuntime> self = new AtomicReference<>();
            runtime = new EventRuntime(
                    outbox,
                    TestKafka.bootstrap(),
                    List.of(search.subscription(topics -> self.get().latest(topics)), search.salesSubscription()),
                    meters);
            self.set(runtime);
            runtime.start();
            assertThat(runtime.awaitReady(Duration.ofSeconds(60))).isTrue();
        }

        /** Refreshes as the server does until the answer is as wanted. Returns how long that took. */
        Duration await(String query, Predicate<SearchResult> wanted) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < Duration.ofSeconds(30).toNanos()) {
                search.refresh();
                search.tidy();
                if (wanted.test(search.search(SearchRequest.of(query)))) {
                    return Duration.ofNanos(System.nanoTime() - start);
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            throw new AssertionError("not found in time: " + query + " " + search.search(SearchRequest.of(query)) + " "
                    + search.status());
        }

        @Override
        public void close() {
            runtime.close();
            search.close();
        }
    }

    private Product publish(String title, UUID category, String sku) {
        UUID seller = sellers.ensure("north", "North & Sons").id();
        Product draft = catalog.create(new ProductDraft(
                null,
                null,
                title,
                "Lumen",
                category,
                "Bright.",
                List.of(new Attribute("colour", "Colour", new AttributeValue.Text("Red"))),
                List.of(VariantDraft.of(sku, OfferDraft.of(seller, Money.of(4_999, "EUR")))),
                List.of()));
        return catalog.publish(draft.id(), draft.version());
    }

    /** An order of so many units of the product, as orders say that it was paid. */
    private void paid(Product product, int units) {
        UUID orderId = Ids.next();
        OrderFacts.Line line = new OrderFacts.Line(
                1,
                product.variants().getFirst().id(),
                product.id(),
                Ids.next(),
                "SKU",
                product.title(),
                product.slug(),
                Map.of(),
                null,
                units,
                4_999,
                4_999L * units);
        OrderFacts order = new OrderFacts(
                orderId,
                "PD-2026-ABC123",
                null,
                "ada@example.org",
                "EUR",
                List.of(line),
                line.totalMinor(),
                0,
                0,
                line.totalMinor(),
                new OrderFacts.ShipTo("Ada", "Lange Straße 1", null, "10115", "Berlin", null, "DE", null),
                new OrderFacts.Shipping("standard", "Standard", LocalDate.of(2026, 6, 4), LocalDate.of(2026, 6, 6)),
                "Visa",
                clock.instant(),
                null);
        database.run(() -> outbox.append(OrderEvents.PAID, orderId.toString(), new OrderPaid(order, Ids.next())));
    }

    private long sold(Product product) {
        return database.sql()
                .sql("select coalesce(sum(units), 0) from search.sales where product_id = ?")
                .param(product.id())
                .query(Long.class)
                .single();
    }

    private static boolean first(SearchResult result, Predicate<Hit> wanted) {
        return result.total() > 0 && wanted.test(result.hits().getFirst());
    }

    @Test
    void whatChangesIsFoundSoonAndARestartMissesNothing() {
        UUID lamps = categories.ensure(List.of(List.of("Home", "Lighting"))).getFirst();
        Product before = publish("Harbour lamp", lamps, "H-" + Ids.next());
        try (Node node = new Node(folder.resolve("a"))) {
            node.await("harbour lamp", result -> result.total() == 1 && result.complete());

            Product lamp = publish("Meadow lantern", lamps, "MEAD-77x" + Ids.next());
            Duration took = node.await("meadow lantern", result -> result.total() == 1);
            System.out.println("a published product was found after " + took.toMillis() + " ms");
            assertThat(node.search.search(SearchRequest.of("lighting")).total()).isEqualTo(2);
            assertThat(node.search.search(SearchRequest.of("mead 77")).total()).isEqualTo(1);

            UUID variant = lamp.variants().getFirst().id();
            assertThat(node.search
                            .search(SearchRequest.of("meadow"))
                            .hits()
                            .getFirst()
                            .available())
                    .isFalse();
            inventory.setLevels(
                    List.of(new LevelSetting(variant, inventory.locations().primaryId(), 3)), "count");
            node.await("meadow", result -> first(result, Hit::available));

            categories.rename(lamps, "Illumination");
            node.await("illumination", result -> result.total() == 2 && result.fallback() == null);

            catalog.archive(before.id(), before.version());
            node.await("harbour", result -> result.total() == 0);
            node.search.commit();
        }
        Product missed = publish("Orchard candle", lamps, "O-" + Ids.next());
        try (Node again = new Node(folder.resolve("a"))) {
            again.await("orchard candle", result -> result.total() == 1);
            assertThat(again.search.status().rebuilding()).isFalse();
            assertThat(again.search
                            .search(SearchRequest.of("meadow"))
                            .hits()
                            .getFirst()
                            .available())
                    .isTrue();

            paid(missed, 3);
            paid(missed, 2);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(sold(missed)).isEqualTo(5));
            again.search.learn();
            again.await("", result -> first(result, hit -> true));
            assertThat(again.search
                            .search(SearchRequest.of("").withSort(Sort.BESTSELLING))
                            .hits()
                            .getFirst()
                            .productId())
                    .isEqualTo(missed.id());
        }
    }

    @Test
    void aChangeOfTheCategoriesIsFoundOnANodeWhoseCatalogueLagsBehind() {
        UUID boats = categories.ensure(List.of(List.of("Marina", "Boats"))).getFirst();
        publish("Rowing dinghy", boats, "R-" + Ids.next());
        Database elsewhere = postgres.anotherNode();
        Catalog lagging = new Catalog(
                elsewhere,
                outbox,
                clock,
                new Categories(elsewhere, outbox),
                new Sellers(elsewhere, outbox),
                CatalogSettings.DEFAULTS);
        lagging.categories();
        categories.rename(boats, "Vessels");
        try (Node node = new Node(folder.resolve("e"), lagging)) {
            node.await("vessels", result -> result.total() == 1 && result.fallback() == null && result.complete());

            lagging.categories();
            categories.rename(boats, "Watercraft");
            node.await("watercraft", result -> result.total() == 1 && result.fallback() == null);
            assertThat(lagging.categories().find(boats).orElseThrow().name()).isEqualTo("Watercraft");
        }
    }

    @Test
    void aChangeOfTheCategoriesThatCouldNotBeReadForLongIsTriedAgain() {
        UUID tents = categories.ensure(List.of(List.of("Outdoors", "Tents"))).getFirst();
        publish("Alpine bivouac", tents, "A-" + Ids.next());
        AtomicBoolean away = new AtomicBoolean();
        CategoryTrees trees = () -> {
            if (away.get()) {
                throw new IllegalStateException("the database is away");
            }
            return catalog.categories();
        };
        try (Node node = new Node(folder.resolve("f"), catalog, trees)) {
            node.await("tents", result -> result.total() == 1 && result.complete());
            away.set(true);
            categories.rename(tents, "Shelters");
            await().atMost(Duration.ofSeconds(60)).until(() -> passedOver(node) > 0);
            node.search.tidy();
            away.set(false);
            node.await("shelters", result -> result.total() == 1 && result.fallback() == null);
        }
    }

    private static double passedOver(Node node) {
        return node.meters.find("peakday.events.dead").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void aHitCostsWhatCanBeBoughtAndTheFilterLooksAtTheSameVariant() {
        UUID shirts = categories.ensure(List.of(List.of("Clothes", "Shirts"))).getFirst();
        UUID seller = sellers.ensure("north", "North & Sons").id();
        String sku = "S-" + Ids.next();
        Product draft = catalog.create(new ProductDraft(
                null,
                null,
                "Linen shirt",
                "Lumen",
                shirts,
                "Light.",
                List.of(),
                List.of(
                        shirt(sku + "-S", "S", OfferDraft.of(seller, Money.of(1_000, "EUR"))),
                        shirt(sku + "-M", "M", OfferDraft.of(seller, Money.of(9_900, "EUR"))),
                        shirt(sku + "-L", "L", OfferDraft.of(seller, Money.of(11_900, "EUR")))),
                List.of()));
        Product shirt = catalog.publish(draft.id(), draft.version());
        UUID small = shirt.variants().get(0).id();
        UUID medium = shirt.variants().get(1).id();
        UUID large = shirt.variants().get(2).id();
        try (Node node = new Node(folder.resolve("c"))) {
            node.await("linen shirt", result -> first(result, hit -> costs(hit, 1_000) && !hit.available()));

            stock(medium, 4);
            stock(large, 1);
            node.await("linen shirt", result -> first(result, hit -> costs(hit, 9_900) && hit.priceVaries()));
            assertThat(found(node, "price=0-50&availability=in-stock")).isZero();
            assertThat(found(node, "price=0-50")).isZero();
            assertThat(found(node, "price=90-100&availability=in-stock")).isOne();
            assertThat(found(node, "price=98.999-99.001")).isOne();
            assertThat(found(node, "price=99.001-"))
                    .as("a bound between two prices")
                    .isZero();

            stock(large, 0);
            node.await("linen shirt", result -> first(result, hit -> costs(hit, 9_900) && !hit.priceVaries()));

            stock(small, 1);
            node.await("linen shirt", result -> first(result, hit -> costs(hit, 1_000)));
            assertThat(found(node, "price=0-50&availability=in-stock")).isOne();
            assertThat(found(node, "price=90-100")).isZero();

            stock(small, 0);
            stock(medium, 0);
            node.await("linen shirt", result -> first(result, hit -> costs(hit, 1_000) && !hit.available()));
            assertThat(found(node, "price=0-50&availability=in-stock")).isZero();
            assertThat(found(node, "price=0-50&availability=out-of-stock")).isOne();
        }
    }

    @Test
    void whatIsOfferedOnlyInAnotherCurrencyThanTheStoresIsNotFound() {
        UUID toys = categories.ensure(List.of(List.of("Toys", "Kites"))).getFirst();
        CatalogSettings yen = new CatalogSettings(
                java.util.Currency.getInstance("JPY"), 4_000, 60_000, DataSize.ofMegabytes(8), Duration.ofSeconds(1));
        Catalog before = new Catalog(database, outbox, clock, categories, sellers, yen);
        UUID seller = sellers.ensure("north", "North & Sons").id();
        Product kite = before.create(new ProductDraft(
                null,
                null,
                "Paper kite",
                "Lumen",
                toys,
                "Flies.",
                List.of(),
                List.of(VariantDraft.of("K-" + Ids.next(), OfferDraft.of(seller, Money.of(1_000, "JPY")))),
                List.of()));
        before.publish(kite.id(), kite.version());
        publish("Silk kite", toys, "S-" + Ids.next());
        try (Node node = new Node(folder.resolve("d"))) {
            node.await("silk kite", result -> result.total() == 1 && result.complete());
            assertThat(node.search.search(SearchRequest.of("kites")).hits())
                    .extracting(Hit::title)
                    .containsExactly("Silk kite");
        }
        before.archive(kite.id(), kite.version() + 1);
    }

    private static VariantDraft shirt(String sku, String size, OfferDraft offer) {
        VariantDraft plain = VariantDraft.of(sku, offer);
        return new VariantDraft(
                plain.id(),
                plain.sku(),
                plain.gtin(),
                Map.of("size", size),
                plain.weightGrams(),
                plain.taxClass(),
                plain.offers(),
                plain.media());
    }

    private void stock(UUID variant, int units) {
        inventory.setLevels(
                List.of(new LevelSetting(variant, inventory.locations().primaryId(), units)), "count");
    }

    private static boolean costs(Hit hit, long minor) {
        return Money.of(minor, "EUR").equals(hit.priceFrom());
    }

    private long found(Node node, String filters) {
        Map<String, List<String>> parameters = new java.util.HashMap<>(Map.of("q", List.of("linen shirt")));
        for (String filter : filters.split("&")) {
            parameters.put(
                    filter.substring(0, filter.indexOf('=')), List.of(filter.substring(filter.indexOf('=') + 1)));
        }
        return node.search
                .search(SearchUrl.parse(parameters, slug -> java.util.Optional.empty()))
                .total();
    }

    @Test
    void queriesThatFindSomethingAreLearned() {
        UUID lamps = categories.ensure(List.of(List.of("Home", "Walls"))).getFirst();
        publish("Copper wall sconce", lamps, "C-" + Ids.next());
        try (Node node = new Node(folder.resolve("b"))) {
            node.await("sconce", result -> result.total() == 1);
            for (int i = 0; i < 4; i++) {
                node.search.search(SearchRequest.of("wall sconce"));
                node.search.search(SearchRequest.of("nothing of the kind 4111111111111111"));
            }
            node.search.learn();
            node.search.refresh();
            publish("Another copper thing", lamps, "D-" + Ids.next());
            node.await("another copper thing", result -> result.total() == 1 && result.fallback() == null);
            node.search.learn();
            assertThat(database.sql()
                            .sql("select query from search.popular_query")
                            .query(String.class)
                            .list())
                    .contains("wall sconce")
                    .noneMatch(query -> query.contains("4111"));
            node.await(
                    "sconce",
                    result -> node.search.suggest("sco", 10).stream()
                            .anyMatch(suggestion -> suggestion.text().equals("Copper wall sconce")));
        }
    }
}
