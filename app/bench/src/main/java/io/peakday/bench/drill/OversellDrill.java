package io.peakday.bench.drill;

import io.peakday.bench.Api;
import io.peakday.bench.GuestRequests;
import io.peakday.bench.Subject;
import io.peakday.bench.load.Answer;
import io.peakday.bench.load.HttpConnection;
import io.peakday.engines.Database;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.LevelSetting;
import io.peakday.inventory.Location;
import io.peakday.kernel.Checks;
import io.peakday.server.Store;
import io.peakday.server.StoreOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.function.Consumer;

/**
 * More buyers than pieces, all at once, through the ordinary checkout over HTTP, at real server processes of their own; then
 * the books are read. Whoever is not told clearly, waits too long, or has what they did not pay for, breaks it.
 */
public final class OversellDrill {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration CLEAR_WITHIN = Duration.ofSeconds(2);

    private final Plan plan;
    private final Path scratch;
    private final Consumer<String> tell;

    /**
     * @param scratch where stores are made
     * @param tell hears how it goes
     */
    public OversellDrill(Plan plan, Path scratch, Consumer<String> tell) {
        this.plan = plan;
        this.scratch = scratch;
        this.tell = tell;
    }

    /**
     * Who races for what.
     *
     * @param buyers 1 to 2,000
     * @param units pieces in stock, 1 to 2,000
     * @param nodes server processes on the same engines, 1 to 8
     */
    public record Plan(int buyers, int units, int nodes) {
        public Plan {
            new Checks()
                    .range("buyers", buyers, 1, 2_000)
                    .range("units", units, 1, 2_000)
                    .range("nodes", nodes, 1, 8)
                    .orThrow("drill.bad-plan", "This drill cannot be run.");
        }
    }

    /**
     * What came of it.
     *
     * @param paid buyers who were told that their order is placed
     * @param soldOut buyers who were told that nothing is left
     * @param other every other answer, as it was
     * @param slowestMillis until the last buyer had an answer
     * @param broken what does not fit together; empty if all is well
     */
    public record Result(int paid, int soldOut, List<String> other, double slowestMillis, List<String> broken) {}

    private record Told(int status, String text, double millis) {}

    @SuppressWarnings("ArrayRecordComponent") // a request that is sent once; never compared
    private record Ready(HttpConnection connection, byte[] checkout) {}

    public Result run() throws IOException, InterruptedException {
        tell.accept("Starting " + plan.nodes() + (plan.nodes() == 1 ? " node …" : " nodes …"));
        try (Nodes nodes = Nodes.start(scratch, plan.nodes(), Map.of())) {
            return race(nodes.running());
        }
    }

    private Result race(List<Subject> nodes) throws IOException, InterruptedException {
        List<Api.Item> items;
        try (Api api = new Api(nodes.getFirst())) {
            items = api.items(2);
        }
        StoreOptions options = new StoreOptions(nodes.getFirst().data(), null, Map.of(), Map.of());
        try (Store store = Store.workshop(options, (engine, step, elapsed) -> {})) {
            tell.accept("A first race, for another product, that does not count: a fresh process is slow …");
            stock(store, items.getFirst());
            buy(nodes, items.getFirst());
            tell.accept(plan.buyers() + " buyers race for " + plan.units() + " pieces …");
            stock(store, items.getLast());
            List<Told> told = buy(nodes, items.getLast());
            return judge(told, store, UUID.fromString(items.getLast().variantId()));
        }
    }

    private void stock(Store store, Api.Item item) {
        Inventory inventory = store.room(Inventory.class);
        UUID primary = inventory.locations().primaryId();
        List<LevelSetting> levels = new ArrayList<>();
        for (Location place : inventory.locations().all()) {
            levels.add(new LevelSetting(
                    UUID.fromString(item.variantId()), place.id(), place.id().equals(primary) ? plan.units() : 0));
        }
        inventory.setLevels(levels, "drill");
    }

    private List<Told> buy(List<Subject> nodes, Api.Item item) throws InterruptedException {
        Phaser go = new Phaser(plan.buyers());
        List<Future<Told>> asked = new ArrayList<>();
        List<Told> told = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < plan.buyers(); i++) {
                Subject node = nodes.get(i % nodes.size());
                asked.add(threads.submit(() -> buyOne(node, item, go)));
            }
            for (Future<Told> one : asked) {
                told.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a buyer gave up: " + e.getCause(), e.getCause());
        }
        return told;
    }

    /** Everything but the checkout is done before, so that all press the button at once. */
    private static Told buyOne(Subject node, Api.Item item, Phaser go) throws IOException {
        Ready ready;
        try {
            ready = ready(node, item);
        } finally {
            go.arrive();
        }
        try (HttpConnection connection = ready.connection()) {
            go.awaitAdvance(0);
            long before = System.nanoTime();
            Answer answer = connection.answer(ready.checkout());
            return new Told(answer.status(), answer.text(), (System.nanoTime() - before) / 1e6);
        }
    }

    private static Ready ready(Subject node, Api.Item item) throws IOException {
        GuestRequests requests = new GuestRequests(node);
        HttpConnection connection = new HttpConnection(node.host(), node.port(), PATIENCE);
        String cart = requests.newCart(connection);
        int added = connection.status(requests.addLine(cart, item.variantId()));
        if (added != 200) {
            throw new IOException("nothing was put in the cart: " + added);
        }
        return new Ready(connection, requests.checkout(cart, requests.token(connection, cart)));
    }

    private Result judge(List<Told> told, Store store, UUID variant) {
        int paid = 0;
        int soldOut = 0;
        double slowest = 0;
        List<String> other = new ArrayList<>();
        for (Told one : told) {
            slowest = Math.max(slowest, one.millis());
            if (one.status() == 201) {
                paid++;
            } else if (one.status() == 409 && one.text().contains("checkout.out-of-stock")) {
                soldOut++;
            } else {
                other.add(one.status() + " " + one.text().lines().findFirst().orElse(""));
            }
        }
        List<String> broken = new ArrayList<>();
        int right = Math.min(plan.units(), plan.buyers());
        must(paid == right, paid + " were told that they have a piece, of " + right, broken);
        must(other.isEmpty(), other.size() + " got an answer that is neither yes nor no", broken);
        must(slowest <= CLEAR_WITHIN.toMillis(), "somebody waited longer than 2 s", broken);
        read(store, variant, right, broken);
        return new Result(paid, soldOut, other, slowest, broken);
    }

    private static void read(Store store, UUID variant, int right, List<String> broken) {
        Database database = store.engines().database();
        long ordered =
                count(database, "select coalesce(sum(quantity), 0) from orders.line where variant_id = ?", variant);
        must(ordered == right, ordered + " pieces are in orders, of " + right, broken);
        long unpaid = count(database, """
                select count(*) from orders.line l join orders.orders o on o.id = l.order_id
                where l.variant_id = ? and not exists (
                    select from payments.payment p where p.id = o.payment_id and p.captured = o.total)""", variant);
        must(unpaid == 0, unpaid + " orders were not paid, or not with their amount", broken);
        long negative = count(
                database,
                "select count(*) from inventory.stock where variant_id = ? and (on_hand < 0 or reserved < 0)",
                variant);
        must(negative == 0, "the stock is below zero", broken);
        must(store.room(Inventory.class).verify().clean(), "the stock is not what its ledger says", broken);
    }

    private static long count(Database database, String sql, UUID variant) {
        return database.sql().sql(sql).param(variant).query(Long.class).single();
    }

    private static void must(boolean holds, String otherwise, List<String> broken) {
        if (!holds) {
            broken.add(otherwise);
        }
    }
}
