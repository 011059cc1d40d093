package io.peakday.sale.bench;

import io.peakday.benchkit.Api;
import io.peakday.benchkit.Nodes;
import io.peakday.benchkit.Program;
import io.peakday.benchkit.Subject;
import io.peakday.commandkit.OpenStore;
import io.peakday.customers.bench.Buyers;
import io.peakday.engines.Engines;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.LevelSetting;
import io.peakday.kernel.Money;
import io.peakday.kernel.ProgramClock;
import io.peakday.sale.FlashSales;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleDraft;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A flash sale from the first press to the last order, at real server processes, over HTTP, with a session for each buyer;
 * faults on request; and then an audit of what every buyer was answered against what is stored.
 */
public final class FlashSaleDrill {
    private static final Duration UNTIL_OPENING = Duration.ofSeconds(3);
    private static final Duration AFTER_THE_HOLD = Duration.ofMinutes(3);
    private static final Duration EVENTS_ARRIVE = Duration.ofMinutes(2);

    private final Program program;
    private final FlashSalePlan plan;
    private final Path scratch;
    private final Consumer<String> progress;

    /**
     * @param scratch where stores are made
     * @param progress receives a line for each step
     */
    public FlashSaleDrill(Program program, FlashSalePlan plan, Path scratch, Consumer<String> progress) {
        this.program = program;
        this.plan = plan;
        this.scratch = scratch;
        this.progress = progress;
    }

    /** What was done to the store, in nanoseconds since the opening. */
    record Happening(long at, String what) {}

    public FlashSaleResult run() throws IOException, InterruptedException {
        progress.accept("Starting " + plan.nodes() + (plan.nodes() == 1 ? " node …" : " nodes …"));
        Map<String, String> skewed = plan.faults().contains(Fault.CLOCK_SKEW)
                ? Map.of(ProgramClock.SHIFT, "PT" + Fault.SKEW_MINUTES + "M")
                : Map.of();
        try (Nodes nodes = Nodes.start(program, scratch, plan.nodes(), skewed)) {
            try (OpenStore store = nodes.first().open()) {
                FlashSaleRun run = run(nodes, store);
                progress.accept("Auditing what is stored …");
                return new FlashSaleAudit(plan, store, run, EVENTS_ARRIVE).judge();
            }
        }
    }

    /** Plans the sale and plays it, at nodes that run. */
    FlashSaleRun run(Nodes nodes, OpenStore store) throws IOException, InterruptedException {
        progress.accept(String.format(Locale.ROOT, "Making %,d customers, each with a session …", plan.buyers()));
        Buyers buyers = Buyers.create(System.nanoTime(), plan.buyers(), store.bean(Engines.class));
        UUID variant = stock(nodes.first(), store);
        Instant opensAt = ProgramClock.instance().instant().plus(UNTIL_OPENING);
        long opening = System.nanoTime()
                + Duration.between(ProgramClock.instance().instant(), opensAt).toNanos();
        Sale sale = store.bean(FlashSales.class)
                .plan(new SaleDraft(
                        "Flash sale drill",
                        variant,
                        Money.of(99_00, "EUR"),
                        plan.units(),
                        1,
                        plan.hold(),
                        opensAt,
                        opensAt.plus(Duration.ofHours(2))));
        FaultInjection faults = new FaultInjection(
                plan, nodes, store.bean(Engines.class).postgres().status().where(), opening, progress);
        Answers answers = new Answers(plan.buyers());
        Rush rush = new Rush(nodes, buyers, sale.id(), opening, answers);
        faults.begin();
        try {
            race(rush, faults);
        } finally {
            faults.end();
        }
        return new FlashSaleRun(sale, buyers, answers, rush.paid(), rush.rushed(), faults.happenings());
    }

    private void race(Rush rush, FaultInjection injection) throws InterruptedException {
        progress.accept(String.format(Locale.ROOT, "%,d buyers race for %,d units …", plan.buyers(), plan.units()));
        Thread faults = Thread.ofVirtual().name("faults").start(() -> inject(rush, injection));
        List<Thread> payers = rush.payers();
        rush.rush();
        progress.accept(String.format(
                Locale.ROOT,
                "%,d have a clear answer, %,d of them a unit. Some pay, some do not, and some keep asking …",
                rush.clear(),
                rush.granted()));
        rush.retry(Math.min(plan.units(), plan.buyers()), plan.hold().plus(AFTER_THE_HOLD));
        rush.stopPaying();
        for (Thread payer : payers) {
            payer.join();
        }
        faults.join();
    }

    private UUID stock(Subject node, OpenStore store) throws IOException {
        UUID variant;
        try (Api api = new Api(node)) {
            variant = UUID.fromString(api.items(1).getFirst().variantId());
        }
        Inventory inventory = store.bean(Inventory.class);
        inventory.setLevels(
                List.of(new LevelSetting(variant, inventory.locations().primaryId(), plan.units())), "drill");
        return variant;
    }

    /** While claims are granted: when a third of the units are gone, or a third of the buyers were answered. */
    private void inject(Rush rush, FaultInjection injection) {
        try {
            while (rush.granted() < plan.units() / 3 && rush.clear() < plan.buyers() / 3) {
                Thread.sleep(1);
            }
            injection.inject();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
