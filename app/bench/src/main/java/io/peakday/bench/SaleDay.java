package io.peakday.bench;

import io.peakday.bench.load.HttpConnection;
import io.peakday.bench.load.Load;
import io.peakday.engines.Database;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.LevelSetting;
import io.peakday.kernel.Money;
import io.peakday.sale.SaleDraft;
import io.peakday.sale.Sales;
import io.peakday.server.Store;
import io.peakday.server.StoreOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The second when a sale opens, over HTTP: many customers with sessions of their own claim one hot item, durably; then nothing
 * is left and they go on asking; and meanwhile somebody looks at an ordinary product.
 */
final class SaleDay {
    private static final int BUYERS_AT_ONCE = 256;
    private static final int STOCK = 50_000_000;
    private static final String CLAIMED = "\"claimed\"";
    private static final String SOLD_OUT = "\"sold-out\"";

    private final Subject subject;
    private final Conditions conditions;
    private final Buyers buyers;
    /** Claims so far: the buyer and the sale follow from it, so that nobody claims twice. */
    private final AtomicLong claims = new AtomicLong();

    private final List<UUID> planned = new ArrayList<>();

    SaleDay(Subject subject, Conditions conditions) {
        this.subject = subject;
        this.conditions = conditions;
        this.buyers = new Buyers(17, conditions.quick() ? 10_000 : SaleDraft.MAX_SET_ASIDE);
    }

    List<Figure> measure() throws IOException, InterruptedException {
        List<Api.Item> items;
        try (Api api = new Api(subject)) {
            items = api.items(10);
        }
        UUID variant = UUID.fromString(items.getFirst().variantId());
        StoreOptions options = new StoreOptions(subject.data(), null, Map.of(), Map.of());
        try (Store store = Store.workshop(options, (engine, step, elapsed) -> {})) {
            Database database = store.engines().database();
            conditions.tell().accept("customers with sessions …");
            buyers.create(database);
            Inventory inventory = store.room(Inventory.class);
            inventory.setLevels(
                    List.of(new LevelSetting(variant, inventory.locations().primaryId(), STOCK)), "benchmark");
            Sales sales = store.room(Sales.class);
            List<Figure> figures = new ArrayList<>();
            figures.add(claims(sales, variant));
            UUID gone = plan(sales, variant, 1);
            sales.claim(gone, buyers.id(0), 1);
            figures.add(soldOut(gone));
            figures.add(page(gone, "sale, JSON with what is left", "/api/v1/sales/" + gone, "application/json"));
            figures.add(page(gone, "page of the sale, HTML", "/sales/" + gone, "text/html"));
            figures.addAll(beside(gone, items.getLast()));
            return figures;
        }
    }

    private Figure claims(Sales sales, UUID variant) throws InterruptedException {
        conditions.tell().accept("claims …");
        Conditions.Measured measured = conditions.steady(subject, BUYERS_AT_ONCE, number -> (connection, round) -> {
            long claim = claims.getAndIncrement();
            UUID sale = sale(sales, variant, (int) (claim / buyers.count()));
            return connection
                    .answer(ask(sale, (int) (claim % buyers.count())))
                    .text()
                    .contains(CLAIMED);
        });
        return Figure.of(
                "claims, durable, one hot item",
                measured.result(),
                20_000,
                "256 buyers at once, each with a session; " + measured.cost());
    }

    private Figure soldOut(UUID gone) throws InterruptedException {
        conditions.tell().accept("sold out …");
        byte[][] requests = new byte[Math.min(buyers.count(), 20_000)][];
        for (int buyer = 0; buyer < requests.length; buyer++) {
            requests[buyer] = ask(gone, buyer);
        }
        Conditions.Measured measured = conditions.steady(
                subject,
                conditions.shoppers(),
                number -> (connection, round) -> connection
                        .answer(requests[(int) Math.floorMod(number * 7919L + round * 31 + 1, requests.length)])
                        .text()
                        .contains(SOLD_OUT));
        return Figure.of(
                "claims when nothing is left",
                measured.result(),
                50_000,
                "from memory, each customer with a session; " + measured.cost());
    }

    private Figure page(UUID sale, String what, String path, String accept) throws InterruptedException {
        conditions.tell().accept(what + " …");
        byte[] request = HttpConnection.request("GET", path, subject.host(), "", "Accept: " + accept);
        Conditions.Measured measured = conditions.steady(
                subject, conditions.shoppers(), number -> (connection, round) -> connection.status(request) == 200);
        return Figure.of(what, measured.result(), 0, "sale " + sale + "; " + measured.cost());
    }

    /** One visitor of an ordinary product, alone and during the rush. */
    private List<Figure> beside(UUID gone, Api.Item item) throws InterruptedException {
        conditions.tell().accept("an ordinary product meanwhile …");
        byte[] page = HttpConnection.request("GET", "/p/" + item.slug(), subject.host(), "", "Accept: text/html");
        Load.Crowd visitor = number -> (connection, round) -> connection.status(page) == 200;
        Load.Result alone = Load.run(subject.host(), subject.port(), 1, conditions.time(), visitor);
        AtomicBoolean over = new AtomicBoolean();
        Load.Result meanwhile;
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Load.Result> rush = threads.submit(() -> Load.run(
                    subject.host(),
                    subject.port(),
                    BUYERS_AT_ONCE,
                    conditions.time().plusSeconds(2),
                    number -> (connection, round) -> over.get()
                            || connection.status(ask(gone, (int) Math.floorMod(number * 7919L + round, buyers.count())))
                                    == 200));
            meanwhile = Load.run(subject.host(), subject.port(), 1, conditions.time(), visitor);
            over.set(true);
            rush.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the rush broke down: " + e.getCause(), e.getCause());
        }
        return List.of(
                latency("product page, one visitor, nobody else", alone, ""),
                latency(
                        "product page, one visitor, during the rush",
                        meanwhile,
                        String.format(
                                Locale.ROOT,
                                "%.1f times as long as alone, with 256 buyers on the same two processors",
                                meanwhile.p50Millis() / alone.p50Millis())));
    }

    private static Figure latency(String what, Load.Result result, String how) {
        return new Figure(what, 0, result.p50Millis(), result.p99Millis(), 0, result.failed(), how);
    }

    private byte[] ask(UUID sale, int buyer) {
        return buyers.claim(subject.host(), sale, buyer);
    }

    /** The sale of this number; planned when the one before is claimed. */
    private UUID sale(Sales sales, UUID variant, int number) {
        synchronized (planned) {
            while (planned.size() <= number) {
                planned.add(plan(sales, variant, SaleDraft.MAX_SET_ASIDE));
            }
            return planned.get(number);
        }
    }

    private static UUID plan(Sales sales, UUID variant, int pieces) {
        Instant now = Instant.now();
        return sales.plan(new SaleDraft(
                        "Benchmark",
                        variant,
                        Money.of(99_00, "EUR"),
                        pieces,
                        1,
                        Duration.ofHours(2),
                        now.minusSeconds(1),
                        now.plus(Duration.ofHours(1))))
                .id();
    }
}
