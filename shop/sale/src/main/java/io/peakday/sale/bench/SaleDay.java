package io.peakday.sale.bench;

import io.peakday.benchkit.Api;
import io.peakday.benchkit.Conditions;
import io.peakday.benchkit.Crowd;
import io.peakday.benchkit.Figure;
import io.peakday.benchkit.HttpConnection;
import io.peakday.benchkit.Result;
import io.peakday.benchkit.Subject;
import io.peakday.commandkit.OpenStore;
import io.peakday.customers.bench.Buyers;
import io.peakday.engines.Engines;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.LevelSetting;
import io.peakday.kernel.Money;
import io.peakday.kernel.ProgramClock;
import io.peakday.sale.FlashSales;
import io.peakday.sale.SaleDraft;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    private static final long SEED = 17;

    private final Subject subject;
    private final Conditions conditions;
    private final FlashSales sales;
    private final Buyers buyers;
    private final BuyerRequests requests;
    private final UUID variant;
    /** Claims so far: the buyer and the sale follow from it, so that nobody claims twice. */
    private final AtomicLong claims = new AtomicLong();

    private final List<UUID> planned = new ArrayList<>();

    private SaleDay(Subject subject, Conditions conditions, FlashSales sales, Buyers buyers, UUID variant) {
        this.subject = subject;
        this.conditions = conditions;
        this.sales = sales;
        this.buyers = buyers;
        this.requests = new BuyerRequests(buyers, subject.host());
        this.variant = variant;
    }

    static List<Figure> measure(Subject subject, Conditions conditions) throws IOException, InterruptedException {
        List<Api.Item> items;
        try (Api api = new Api(subject)) {
            items = api.items(10);
        }
        UUID variant = UUID.fromString(items.getFirst().variantId());
        try (OpenStore store = subject.open()) {
            conditions.progress().accept("customers with sessions …");
            Buyers buyers = Buyers.create(
                    SEED, conditions.quick() ? 10_000 : SaleDraft.MAX_ALLOCATED, store.bean(Engines.class));
            Inventory inventory = store.bean(Inventory.class);
            inventory.setLevels(
                    List.of(new LevelSetting(variant, inventory.locations().primaryId(), STOCK)), "benchmark");
            return new SaleDay(subject, conditions, store.bean(FlashSales.class), buyers, variant)
                    .figures(items.getLast());
        }
    }

    /** @param how what is worth to know besides the share of the smallest answer and the cost */
    private record Row(String what, double aim, String how, Conditions.Measured measured) {
        Figure figure(double smallest) {
            return Figure.ofShare(what, measured, aim, smallest, how);
        }
    }

    private List<Figure> figures(Api.Item ordinary) throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        rows.add(claims());
        UUID gone = plan(1);
        sales.claim(gone, buyers.id(0), 1);
        rows.add(soldOut(gone));
        rows.add(page("sale, JSON with what is left", "/api/v1/sales/" + gone, "application/json"));
        rows.add(page("page of the sale, HTML", "/sales/" + gone, "text/html"));
        rows.add(page("smallest answer (robots.txt)", "/robots.txt", "text/plain"));
        double smallest = rows.getLast().measured.result().perSecond();
        List<Figure> figures = new ArrayList<>();
        rows.forEach(row -> figures.add(row.figure(smallest)));
        figures.addAll(beside(ordinary));
        return figures;
    }

    private Row claims() throws InterruptedException {
        conditions.progress().accept("claims …");
        return new Row(
                "claims, durable, one hot item",
                20_000,
                ", 256 buyers at once, each with a session",
                conditions.steady(subject, BUYERS_AT_ONCE, claiming()));
    }

    private Row soldOut(UUID gone) throws InterruptedException {
        conditions.progress().accept("sold out …");
        int others = buyers.count() - 1;
        Crowd crowd = Crowd.sending(
                (number, round) -> requests.claim(1 + (int) ((number * 7919L + round) % others), gone),
                answer -> answer.text().contains(SOLD_OUT));
        return new Row(
                "claims when nothing is left",
                50_000,
                ", each customer with a session",
                conditions.steady(subject, conditions.shoppers(), crowd));
    }

    private Row page(String what, String path, String accept) throws InterruptedException {
        conditions.progress().accept(what + " …");
        return new Row(what, 0, "", conditions.steady(subject, conditions.shoppers(), looking(path, accept)));
    }

    /**
     * One visitor of an ordinary product: alone, during the rush, and, to distinguish what the rush does from what two busy processors do,
     * beside as many visitors of the home page.
     */
    private List<Figure> beside(Api.Item item) throws InterruptedException {
        conditions.progress().accept("an ordinary product meanwhile …");
        Crowd visitor = looking("/p/" + item.slug(), "text/html");
        Result alone = visitor.run(subject.host(), subject.port(), 1, conditions.time());
        Result rush = meanwhile(visitor, claiming());
        Result crowd = meanwhile(visitor, looking("/", "text/html"));
        return List.of(
                latency("product page, one visitor, nobody else", alone, ""),
                latency("product page, one visitor, during the rush", rush, compared(rush, alone, "buyers")),
                latency(
                        "product page, one visitor, beside a crowd on the home page",
                        crowd,
                        compared(crowd, alone, "visitors")));
    }

    private static String compared(Result result, Result alone, String others) {
        return String.format(
                Locale.ROOT,
                "half of them %.1f times as long as alone, beside %d %s on the same two processors",
                result.p50Millis() / alone.p50Millis(),
                BUYERS_AT_ONCE,
                others);
    }

    private Result meanwhile(Crowd visitor, Crowd others) throws InterruptedException {
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Result> crowd = threads.submit(() -> others.run(
                    subject.host(),
                    subject.port(),
                    BUYERS_AT_ONCE,
                    conditions.time().plusSeconds(1)));
            Result result = visitor.run(subject.host(), subject.port(), 1, conditions.time());
            crowd.get();
            return result;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the crowd broke down: " + e.getCause(), e.getCause());
        }
    }

    private Crowd claiming() {
        return Crowd.sending(
                (number, round) -> {
                    long claim = claims.getAndIncrement();
                    return requests.claim((int) (claim % buyers.count()), sale((int) (claim / buyers.count())));
                },
                answer -> answer.text().contains(CLAIMED));
    }

    private Crowd looking(String path, String accept) {
        byte[] request = HttpConnection.request("GET", path, subject.host(), "", "Accept: " + accept);
        return Crowd.sending((number, round) -> request, answer -> answer.status() == 200);
    }

    private static Figure latency(String what, Result result, String how) {
        return new Figure(what, 0, result.p50Millis(), result.p99Millis(), 0, result.failed(), how);
    }

    /** The sale of this number; planned when the one before is claimed. */
    private UUID sale(int number) {
        synchronized (planned) {
            while (planned.size() <= number) {
                planned.add(plan(SaleDraft.MAX_ALLOCATED));
            }
            return planned.get(number);
        }
    }

    private UUID plan(int units) {
        Instant now = ProgramClock.instance().instant();
        return sales.plan(new SaleDraft(
                        "Benchmark",
                        variant,
                        Money.of(99_00, "EUR"),
                        units,
                        1,
                        Duration.ofHours(2),
                        now.minusSeconds(1),
                        now.plus(Duration.ofHours(1))))
                .id();
    }
}
