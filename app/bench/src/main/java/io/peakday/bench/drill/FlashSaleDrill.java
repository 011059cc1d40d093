package io.peakday.bench.drill;

import io.peakday.bench.Buyers;
import io.peakday.engines.Database;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.LevelSetting;
import io.peakday.kernel.Money;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleDraft;
import io.peakday.sale.Sales;
import io.peakday.server.NodeClock;
import io.peakday.server.Store;
import io.peakday.server.StoreOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A flash sale from the first press to the last order, at real server processes, over HTTP, with a session for each buyer;
 * faults on request; and then an audit of what everybody was told against what is in the books.
 */
public final class FlashSaleDrill {
    private static final Duration UNTIL_OPENING = Duration.ofSeconds(3);
    private static final Duration AFTER_THE_HOLD = Duration.ofMinutes(3);

    private final FlashSalePlan plan;
    private final Path scratch;
    private final Consumer<String> tell;
    private final List<Happening> happenings = new ArrayList<>();

    /** @param scratch where stores are made; @param tell hears how it goes */
    public FlashSaleDrill(FlashSalePlan plan, Path scratch, Consumer<String> tell) {
        this.plan = plan;
        this.scratch = scratch;
        this.tell = tell;
    }

    /** What was done to the store, in nanoseconds since the opening. */
    record Happening(long at, String what) {}

    public FlashSaleResult run() throws IOException, InterruptedException {
        tell.accept("Starting " + plan.nodes() + (plan.nodes() == 1 ? " node …" : " nodes …"));
        Map<String, String> skewed = plan.faults().contains(Fault.CLOCK_SKEW)
                ? Map.of(NodeClock.SKEW, "PT" + Fault.SKEW_MINUTES + "M")
                : Map.of();
        try (Nodes nodes = Nodes.start(scratch, plan.nodes(), skewed)) {
            StoreOptions options = new StoreOptions(nodes.first().data(), null, Map.of(), Map.of());
            try (Store store = Store.workshop(options, (engine, step, elapsed) -> {})) {
                return on(nodes, store);
            }
        }
    }

    private FlashSaleResult on(Nodes nodes, Store store) throws InterruptedException {
        Database database = store.engines().database();
        tell.accept(String.format(Locale.ROOT, "Making %,d customers, each with a session …", plan.buyers()));
        Buyers buyers = Buyers.create(System.nanoTime(), plan.buyers(), store.engines());
        UUID variant = stock(store, database);
        if (plan.faults().contains(Fault.SLOW_DISK)) {
            slow(nodes, store, true);
        }
        Instant opensAt = Instant.now().plus(UNTIL_OPENING);
        long opening =
                System.nanoTime() + Duration.between(Instant.now(), opensAt).toNanos();
        Sale sale = store.room(Sales.class)
                .plan(new SaleDraft(
                        "Flash sale drill",
                        variant,
                        Money.of(99_00, "EUR"),
                        plan.units(),
                        1,
                        plan.hold(),
                        opensAt,
                        opensAt.plus(Duration.ofHours(2))));
        Answers answers = new Answers(plan.buyers());
        Rush rush = new Rush(nodes, buyers, sale.id(), opening, answers);
        race(nodes, rush, opening);
        if (plan.faults().contains(Fault.SLOW_DISK)) {
            slow(nodes, store, false);
        }
        tell.accept("Reading the books …");
        return new Audit(plan, store, sale, buyers, answers, rush, List.copyOf(happenings)).judge();
    }

    private void race(Nodes nodes, Rush rush, long opening) throws InterruptedException {
        tell.accept(String.format(Locale.ROOT, "%,d buyers race for %,d pieces …", plan.buyers(), plan.units()));
        Thread faults = Thread.ofVirtual().name("faults").start(() -> inject(nodes, rush, opening));
        List<Thread> payers = rush.payers();
        rush.rush();
        tell.accept(String.format(
                Locale.ROOT,
                "%,d have a clear answer, %,d of them a piece. Some pay, some do not, and some keep asking …",
                rush.clear(),
                rush.granted()));
        rush.patient(Math.min(plan.units(), plan.buyers()), plan.hold().plus(AFTER_THE_HOLD));
        rush.stopPaying();
        for (Thread payer : payers) {
            payer.join();
        }
        faults.join();
    }

    private UUID stock(Store store, Database database) {
        UUID variant = database.sql()
                .sql("select id from catalog.variant order by id limit 1")
                .query(UUID.class)
                .single();
        Inventory inventory = store.room(Inventory.class);
        inventory.setLevels(
                List.of(new LevelSetting(variant, inventory.locations().primaryId(), plan.units())), "drill");
        return variant;
    }

    /** While claims are granted: when a third of the pieces are gone, or a third of the buyers were told. */
    private void inject(Nodes nodes, Rush rush, long opening) {
        try {
            while (rush.granted() < plan.units() / 3 && rush.clear() < plan.buyers() / 3) {
                Thread.sleep(1);
            }
            if (plan.faults().contains(Fault.RESTART_POSTGRES)) {
                happens(opening, "PostgreSQL killed");
                PostgresProcess.kill(nodes.first().data());
            }
            if (plan.faults().contains(Fault.KILL_NODE)) {
                happens(opening, "node " + plan.nodes() + " killed");
                nodes.killLast();
                nodes.another(Map.of());
                happens(opening, "a new node answers");
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void happens(long opening, String what) {
        happenings.add(new Happening(System.nanoTime() - opening, what));
        tell.accept("  " + what);
    }

    /** How the server commits is its superuser's to say. */
    private static void slow(Nodes nodes, Store store, boolean on) {
        List<String> statements = on
                ? List.of(
                        "alter system set commit_delay = " + 1_000 * Fault.COMMIT_DELAY_MILLIS,
                        "alter system set commit_siblings = 0")
                : List.of("alter system reset commit_delay", "alter system reset commit_siblings");
        String where = store.engines().postgres().status().where();
        try (Connection superuser = PostgresProcess.superuser(nodes.first().data(), where);
                Statement statement = superuser.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
            statement.execute("select pg_reload_conf()");
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the disk could not be slowed", e);
        }
    }
}
