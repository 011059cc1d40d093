package io.peakday.bench.drill;

import io.peakday.bench.drill.Answers.Kind;
import io.peakday.bench.drill.FlashSaleResult.Line;
import io.peakday.bench.drill.FlashSaleResult.Mark;
import io.peakday.bench.drill.FlashSaleResult.Plot;
import io.peakday.bench.drill.FlashSaleRun.Paid;
import io.peakday.benchkit.Check;
import io.peakday.commandkit.OpenStore;
import io.peakday.engines.Database;
import io.peakday.inventory.Inventory;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleCount;
import io.peakday.sale.SaleReport;
import io.peakday.sale.Sales;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/** Compares what everybody was told with what is in the books. */
final class Audit {
    private static final long LOOK_EVERY = 250;
    private static final String UNCONFIRMED = """
            select count(*) from sale.claim c
            where c.sale_id = ? and c.state = 'SOLD' and not exists (
                select from notify.outgoing m where m.customer_id = c.customer_id and m.kind = 'order-confirmation'
                    and m.state <> 'FAILED')""";
    /** Of the whole store: in a drill nothing else is paid for. */
    private static final String PAID_FOR_NOTHING = """
            select count(*) from payments.payment p where p.captured > p.refunded
                and not exists (select from orders.orders o where o.payment_id = p.id)""";

    private final FlashSalePlan plan;
    private final OpenStore store;
    private final FlashSaleRun run;
    private final Sale sale;
    private final Answers answers;
    private final Duration eventsArrive;
    private final Database database;
    private final List<Check> checks = new ArrayList<>();

    /** @param eventsArrive how long to wait for what follows from events */
    Audit(FlashSalePlan plan, OpenStore store, FlashSaleRun run, Duration eventsArrive) {
        this.plan = plan;
        this.store = store;
        this.run = run;
        this.sale = run.sale();
        this.answers = run.answers();
        this.eventsArrive = eventsArrive;
        this.database = store.bean(Database.class);
    }

    FlashSaleResult judge() {
        SaleCount count = store.bean(Sales.class).count(sale.id());
        nothingOversold(count);
        everyWordWasTrue();
        everyPaymentIsAnOrder(count);
        everyEventArrivedOnce();
        inOrder();
        check(
                "nobody got an answer that is not one of the agreed ones",
                answers.total(Kind.WRONG) == 0,
                answers.total(Kind.WRONG) + " did");
        long unclear = plan.buyers() - answers.untilClear().getTotalCount();
        check("everybody has a clear answer in the end", unclear == 0, unclear + " have none");
        return new FlashSaleResult(plan, checks, figures(count), plots(), marks());
    }

    private void nothingOversold(SaleCount count) {
        int all = count.available() + count.held() + count.sold() + count.returned();
        check(
                "available + held + sold + returned = set aside",
                all == plan.units(),
                count.available() + " + " + count.held() + " + " + count.sold() + " + " + count.returned() + " = "
                        + all);
        SaleReport report = store.bean(Sales.class).verify();
        check(
                "the counters are what the claims say",
                report.clean(),
                report.differences().size() + " differences");
        boolean stock = store.bean(Inventory.class).verify().clean();
        check("the stock is what its ledger says", stock, stock ? "it is" : "it is not");
        int right = Math.min(plan.units(), plan.buyers());
        check("every unit that somebody wanted was sold", count.sold() == right, count.sold() + " of " + right);
        long early = number("select count(*) from sale.claim c join sale.sale s on s.id = c.sale_id"
                + " where c.sale_id = ? and c.claimed_at < s.opens_at");
        check("nothing was claimed before the opening", early == 0, early + " claims");
        long twice = number("select count(*) from (select customer_id from sale.claim where sale_id = ?"
                + " and state in ('HELD', 'SOLD') group by customer_id having sum(quantity) > 1) twice");
        check("nobody has more than one", twice == 0, twice + " have");
    }

    private void everyWordWasTrue() {
        // Of each holder, whether a claim is in force; taken out when a buyer's answers explain it.
        Map<UUID, Boolean> unexplained = new HashMap<>();
        database.sql().sql("""
                        select customer_id, bool_or(state in ('HELD', 'SOLD')) from sale.claim
                        where sale_id = ? group by customer_id""").param(sale.id()).query(row -> {
            unexplained.put(row.getObject(1, UUID.class), row.getBoolean(2));
        });
        long lost = 0;
        for (int buyer = 0; buyer < run.buyers().count(); buyer++) {
            UUID id = run.buyers().id(buyer);
            if (answers.claimed(buyer)) {
                lost += unexplained.remove(id) == null ? 1 : 0;
            } else if (answers.uncertain(buyer)) {
                // A hold that came of a request without an answer, and ended before its buyer asked again, is no lie.
                unexplained.remove(id, false);
            }
        }
        int unreported = unexplained.size();
        check("who was told that a unit is theirs has a claim", lost == 0, lost + " have none");
        check("who has a claim was told so", unreported == 0, unreported + " were not");
    }

    private void everyPaymentIsAnOrder(SaleCount count) {
        Map<UUID, Long> orders = paidOrders();
        check(
                "every sold unit is in one order that was paid in full",
                orders.size() == count.sold() && orders.values().stream().allMatch(n -> n == 1),
                orders.size() + " orders, " + count.sold() + " sold");
        long ordered = database.sql()
                .sql("select coalesce(sum(quantity), 0) from orders.line where variant_id = ?")
                .param(sale.variantId())
                .query(Long.class)
                .single();
        check("no unit is in an order but those sold", ordered == count.sold(), ordered + " are, " + count.sold());
        Set<UUID> happy = new HashSet<>();
        run.paid().forEach((buyer, paid) -> {
            if (paid.inFull()) {
                happy.add(run.buyers().id(buyer));
            }
        });
        check(
                "who was told that it is paid has an order",
                happy.equals(orders.keySet()),
                happy.size() + " told, " + orders.size());
        List<String> unhappy = run.paid().entrySet().stream()
                .filter(one -> !one.getValue().inFull() && !wasLate(one.getKey(), one.getValue()))
                .map(one -> one.getValue().said())
                .distinct()
                .limit(3)
                .toList();
        check("everybody who came in time could pay", unhappy.isEmpty(), unhappy.isEmpty() ? "yes" : "no: " + unhappy);
        long forNothing = onceZero(
                () -> database.sql().sql(PAID_FOR_NOTHING).query(Long.class).single());
        check("nobody paid for what is in no order", forNothing == 0, forNothing + " did");
    }

    /** Customers of sold units, and in how many orders of theirs each unit is that was paid in full and not refunded. */
    private Map<UUID, Long> paidOrders() {
        Map<UUID, Long> orders = new HashMap<>();
        database.sql().sql("""
                        select o.customer_id, count(*) from sale.claim c
                        join orders.orders o on o.id = c.order_id and o.customer_id = c.customer_id
                        join payments.payment p on p.id = o.payment_id and p.currency = o.currency
                            and p.captured - p.refunded - p.refunding = o.total
                        where c.sale_id = ? and c.state = 'SOLD' and c.quantity = (
                            select sum(l.quantity) from orders.line l where l.order_id = o.id and l.variant_id = ?)
                        group by o.customer_id""").params(sale.id(), sale.variantId()).query(row -> {
            orders.put(row.getObject(1, UUID.class), row.getLong(2));
        });
        return orders;
    }

    /** Told so, and not while the claim was still held: that begins at the earliest when it was asked for. */
    private boolean wasLate(int buyer, Paid paid) {
        return paid.tooLate()
                && (!answers.claimed(buyer)
                        || paid.answered()
                                >= answers.claimAsked(buyer) + plan.hold().toNanos());
    }

    /** What was said about each order, once: by the events that were sent, and by the mail that was written for one of them. */
    private void everyEventArrivedOnce() {
        long waiting = onceZero(() -> number(UNCONFIRMED));
        check("every order was confirmed by a mail", waiting == 0, waiting + " were not");
        long twice =
                number("select count(*) from (select customer_id from notify.outgoing where kind = 'order-confirmation'"
                        + " and customer_id in (select customer_id from sale.claim where sale_id = ?)"
                        + " group by customer_id having count(*) > 1) twice");
        check("no order was confirmed twice", twice == 0, twice + " were");
        long dead = database.sql()
                .sql("select count(*) from events.dead_letter")
                .query(Long.class)
                .single();
        check("no event was set aside", dead == 0, dead + " were");
    }

    /** The number once it is zero, or as it is when the time for events is over. */
    private long onceZero(LongSupplier number) {
        long end = System.nanoTime() + eventsArrive.toNanos();
        long found = number.getAsLong();
        while (found > 0 && System.nanoTime() < end) {
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return found;
            }
            found = number.getAsLong();
        }
        return found;
    }

    /**
     * The history against the sequential model: a counter that only falls, as long as no hold has expired. There is an order of
     * all claims that fits what everybody saw if and only if nobody who asked after somebody had heard "sold out" got a unit
     * (Herlihy and Wing, Linearizability, 1990). Only what was heard before the first hold can have expired is judged: who asked
     * before and heard afterwards may have got a unit that came back.
     */
    private void inOrder() {
        long firstExpiry = plan.hold().toNanos();
        long soldOut = answers.firstSoldOut();
        List<String> overtaken = new ArrayList<>();
        for (int buyer = 0; buyer < run.buyers().count(); buyer++) {
            if (answers.claimed(buyer)
                    && answers.claimAsked(buyer) > soldOut
                    && answers.claimAnswered(buyer) < firstExpiry) {
                overtaken.add(String.format(
                        Locale.ROOT,
                        "asked %,.1f and heard %,.1f ms after the opening",
                        answers.claimAsked(buyer) / 1e6,
                        answers.claimAnswered(buyer) / 1e6));
            }
        }
        check(
                "nobody who asked after the first \"sold out\" got a unit before one came back",
                overtaken.isEmpty(),
                overtaken.size() + " did" + (overtaken.isEmpty() ? "" : ", the first " + overtaken.getFirst()));
    }

    private List<Line> figures(SaleCount count) {
        List<Line> lines = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (answers.total(kind) > 0) {
                lines.add(new Line("answers: " + name(kind), String.format(Locale.ROOT, "%,d", answers.total(kind))));
            }
        }
        long late = run.paid().values().stream().filter(Paid::tooLate).count();
        if (late > 0) {
            lines.add(new Line("came too late to pay, and were told", String.format(Locale.ROOT, "%,d", late)));
        }
        lines.add(new Line("units sold", String.format(Locale.ROOT, "%,d of %,d", count.sold(), plan.units())));
        lines.add(new Line("from the first press to a clear answer", percentiles(answers.untilClear())));
        lines.add(new Line("one request", percentiles(answers.each())));
        double seconds = Math.max(0.001, run.rushed().toNanos() / 1e9);
        lines.add(new Line(
                "until everybody had a clear answer",
                String.format(
                        Locale.ROOT,
                        "%,.1f s, %,.0f buyers a second over %d connections",
                        seconds,
                        plan.buyers() / seconds,
                        Math.min(Rush.HANDS, plan.buyers()))));
        return lines;
    }

    private static String percentiles(Histogram micros) {
        return String.format(
                Locale.ROOT,
                "p50 %,.0f ms, p99 %,.0f ms, at most %,.0f ms",
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3);
    }

    private List<Plot> plots() {
        List<Plot> plots = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (answers.total(kind) > 0) {
                plots.add(new Plot(
                        name(kind),
                        Answers.SLICE_NANOS / 1e9,
                        Arrays.stream(answers.overTime(kind)).boxed().toList()));
            }
        }
        return plots;
    }

    private List<Mark> marks() {
        return run.happenings().stream()
                .map(happening -> new Mark(happening.at() / 1e9, happening.what()))
                .toList();
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private long number(String sql) {
        return database.sql().sql(sql).param(sale.id()).query(Long.class).single();
    }

    private void check(String rule, boolean holds, String found) {
        checks.add(new Check(rule, holds, found));
    }
}
