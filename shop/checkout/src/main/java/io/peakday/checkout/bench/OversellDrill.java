package io.peakday.checkout.bench;

import io.peakday.benchkit.Answer;
import io.peakday.benchkit.Api;
import io.peakday.benchkit.HttpConnection;
import io.peakday.benchkit.Nodes;
import io.peakday.benchkit.Program;
import io.peakday.benchkit.Subject;
import io.peakday.commandkit.OpenStore;
import io.peakday.contracts.bench.GuestRequests;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.LevelSetting;
import io.peakday.inventory.Location;
import io.peakday.kernel.Checks;
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
 * More buyers than units, all at once, through the ordinary checkout over HTTP, at real server processes of their own; then
 * the records are read. Whoever is not answered clearly, waits too long, or has what they did not pay for, breaks it.
 */
public final class OversellDrill {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Program program;
    private final Plan plan;
    private final Path scratch;
    private final Consumer<String> progress;

    /**
     * @param scratch where stores are made
     * @param progress receives a line for each step
     */
    public OversellDrill(Program program, Plan plan, Path scratch, Consumer<String> progress) {
        this.program = program;
        this.plan = plan;
        this.scratch = scratch;
        this.progress = progress;
    }

    /**
     * Who races for what.
     *
     * @param buyers 1 to 2,000
     * @param units units in stock, 1 to 2,000
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
     * @param paid buyers who were answered that their order is placed
     * @param soldOut buyers who were answered that nothing is left
     * @param other every other answer, as it was
     * @param slowestMillis until the last buyer had an answer
     * @param broken what does not fit together; empty if all is well
     */
    public record Result(int paid, int soldOut, List<String> other, double slowestMillis, List<String> broken) {}

    /**
     * What one buyer was answered.
     *
     * @param checkout its id, which is that of the order, too
     */
    public record Reply(UUID checkout, int status, String text, double millis) {
        public boolean paid() {
            return status == 201;
        }

        public boolean soldOut() {
            return status == 409 && text.contains("checkout.out-of-stock");
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // a request that is sent once; never compared
    private record Ready(HttpConnection connection, UUID id, byte[] checkout) {}

    public Result run() throws IOException, InterruptedException {
        progress.accept("Starting " + plan.nodes() + (plan.nodes() == 1 ? " node …" : " nodes …"));
        try (Nodes nodes = Nodes.start(program, scratch, plan.nodes(), Map.of())) {
            return race(nodes.running());
        }
    }

    private Result race(List<Subject> nodes) throws IOException, InterruptedException {
        List<Api.Item> items;
        try (Api api = new Api(nodes.getFirst())) {
            items = api.items(2);
        }
        try (OpenStore store = nodes.getFirst().open()) {
            progress.accept("A first race, for another product, that does not count: a fresh process is slow …");
            race(nodes, store, items.getFirst());
            progress.accept(plan.buyers() + " buyers race for " + plan.units() + " units …");
            List<Reply> replies = race(nodes, store, items.getLast());
            return new OversellAudit(
                            plan, store, UUID.fromString(items.getLast().variantId()), replies)
                    .judge();
        }
    }

    /** One race for one product. */
    public List<Reply> race(List<Subject> nodes, OpenStore store, Api.Item item) throws InterruptedException {
        stock(store, item);
        return buy(nodes, item);
    }

    private void stock(OpenStore store, Api.Item item) {
        Inventory inventory = store.bean(Inventory.class);
        UUID primary = inventory.locations().primaryId();
        List<LevelSetting> levels = new ArrayList<>();
        for (Location place : inventory.locations().all()) {
            levels.add(new LevelSetting(
                    UUID.fromString(item.variantId()), place.id(), place.id().equals(primary) ? plan.units() : 0));
        }
        inventory.setLevels(levels, "drill");
    }

    private List<Reply> buy(List<Subject> nodes, Api.Item item) throws InterruptedException {
        Phaser go = new Phaser(plan.buyers());
        List<Future<Reply>> asked = new ArrayList<>();
        List<Reply> replies = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < plan.buyers(); i++) {
                Subject node = nodes.get(i % nodes.size());
                asked.add(threads.submit(() -> buyOne(node, item, go)));
            }
            for (Future<Reply> one : asked) {
                replies.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a buyer gave up: " + e.getCause(), e.getCause());
        }
        return replies;
    }

    /** Everything but the checkout is done before, so that all press the button at once. */
    private static Reply buyOne(Subject node, Api.Item item, Phaser go) throws IOException {
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
            return new Reply(ready.id(), answer.status(), answer.text(), (System.nanoTime() - before) / 1e6);
        }
    }

    private static Ready ready(Subject node, Api.Item item) throws IOException {
        GuestRequests requests = new GuestRequests(node);
        HttpConnection connection = new HttpConnection(node.host(), node.port(), TIMEOUT);
        String cart = requests.newCart(connection);
        int added = connection.status(requests.addLine(cart, item.variantId()));
        if (added != 200) {
            throw new IOException("nothing was put in the cart: " + added);
        }
        UUID id = UUID.randomUUID();
        return new Ready(connection, id, requests.checkout(id, cart, requests.token(connection, cart)));
    }
}
