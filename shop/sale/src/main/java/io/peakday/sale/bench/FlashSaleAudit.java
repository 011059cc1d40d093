package io.peakday.sale.bench;

import io.peakday.benchkit.BenchModules;
import io.peakday.benchkit.Check;
import io.peakday.commandkit.OpenStore;
import io.peakday.engines.Database;
import io.peakday.events.DeadLetters;
import io.peakday.inventory.Inventory;
import io.peakday.mail.bench.CustomerMails;
import io.peakday.mail.bench.CustomerMails.CustomerMail;
import io.peakday.sale.FlashSales;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleCount;
import io.peakday.sale.SaleReport;
import io.peakday.sale.bench.Answers.Kind;
import io.peakday.sale.bench.FlashSaleResult.Line;
import io.peakday.sale.bench.FlashSaleResult.Mark;
import io.peakday.sale.bench.FlashSaleResult.Plot;
import io.peakday.sale.bench.FlashSaleRun.Paid;
import io.peakday.sale.bench.SaleOrders.Ordered;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Compares what every buyer was answered with what is stored. */
final class FlashSaleAudit {
    private static final long LOOK_EVERY = 250;

    private final FlashSalePlan plan;
    private final OpenStore store;
    private final FlashSaleRun run;
    private final Sale sale;
    private final Answers answers;
    private final Duration eventsArrive;
    private final Database database;
    private final SaleOrders orders = BenchModules.filling(SaleOrders.class);
    private final List<Check> checks = new ArrayList<>();

    /** @param eventsArrive how long to wait for what follows from events */
    FlashSaleAudit(FlashSalePlan plan, OpenStore store, FlashSaleRun run, Duration eventsArrive) {
        this.plan = plan;
        this.store = store;
        this.run = run;
        this.sale = run.sale();
        this.answers = run.answers();
        this.eventsArrive = eventsArrive;
        this.database = store.bean(Database.class);
    }

    FlashSaleResult judge() {
        SaleCount count = store.bean(FlashSales.class).count(sale.id());
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
                "available + held + sold + returned = allocated",
                all == plan.units(),
                count.available() + " + " + count.held() + " + " + count.sold() + " + " + count.returned() + " = "
                        + all);
        SaleReport report = store.bean(FlashSales.class).verify();
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
        check("every buyer whose claim was confirmed has one", lost == 0, lost + " have none");
        check("every claim was confirmed to its buyer", unreported == 0, unreported + " were not");
    }

    private void everyPaymentIsAnOrder(SaleCount count) {
        List<Ordered> ordered = orders.of(store, sale.variantId());
        Map<UUID, Long> paidOrders = paidOrders(ordered);
        check(
                "every sold unit is in one order that was paid in full",
                paidOrders.size() == count.sold()
                        && paidOrders.values().stream().allMatch(n -> n == 1),
                paidOrders.size() + " orders, " + count.sold() + " sold");
        long units = ordered.stream().mapToLong(Ordered::units).sum();
        check("no unit is in an order but those sold", units == count.sold(), units + " are, " + count.sold());
        Set<UUID> happy = new HashSet<>();
        run.paid().forEach((buyer, paid) -> {
            if (paid.inFull()) {
                happy.add(run.buyers().id(buyer));
            }
        });
        check(
                "every buyer whose payment was confirmed has an order",
                happy.equals(paidOrders.keySet()),
                happy.size() + " confirmed, " + paidOrders.size());
        List<String> unhappy = run.paid().entrySet().stream()
                .filter(one -> !one.getValue().inFull() && !wasLate(one.getKey(), one.getValue()))
                .map(one -> one.getValue().said())
                .distinct()
                .limit(3)
                .toList();
        check("everybody who came in time could pay", unhappy.isEmpty(), unhappy.isEmpty() ? "yes" : "no: " + unhappy);
        // Of the whole store: in a drill nothing else is paid for.
        long forNothing = onceZero(() -> orders.paidForNothing(store));
        check("nobody paid for what is in no order", forNothing == 0, forNothing + " did");
    }

    /** Customers of sold units, and in how many orders of theirs each unit is that was paid in full and not refunded. */
    private Map<UUID, Long> paidOrders(List<Ordered> ordered) {
        Map<UUID, Ordered> byId = new HashMap<>();
        ordered.forEach(one -> byId.put(one.order(), one));
        Map<UUID, Long> paid = new HashMap<>();
        claims().filter(Claim::sold).forEach(claim -> {
            Ordered order = byId.get(claim.order());
            if (order != null
                    && order.paidInFull()
                    && claim.customer().equals(order.customer())
                    && claim.quantity() == order.units()) {
                paid.merge(claim.customer(), 1L, Long::sum);
            }
        });
        return paid;
    }

    /** A claim as it is stored. */
    private record Claim(
            UUID customer,
            int quantity,
            boolean sold,
            @Nullable UUID order) {}

    private Stream<Claim> claims() {
        return database
                .sql()
                .sql("select customer_id, quantity, state = 'SOLD', order_id from sale.claim where sale_id = ?")
                .param(sale.id())
                .query((row, n) -> new Claim(
                        row.getObject(1, UUID.class), row.getInt(2), row.getBoolean(3), row.getObject(4, UUID.class)))
                .list()
                .stream();
    }

    /** Answered so, and not while the claim was still held: that begins at the earliest when it was asked for. */
    private boolean wasLate(int buyer, Paid paid) {
        return paid.tooLate()
                && (!answers.claimed(buyer)
                        || paid.answered()
                                >= answers.claimAsked(buyer) + plan.hold().toNanos());
    }

    /** What was said about each order, once: by the events that were sent, and by the mail that was written for one of them. */
    private void everyEventArrivedOnce() {
        long waiting = onceZero(this::unconfirmed);
        check("every order was confirmed by a mail", waiting == 0, waiting + " were not");
        long twice = confirmedTwice();
        check("no order was confirmed twice", twice == 0, twice + " were");
        long dead = store.bean(DeadLetters.class).counts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        check("no event was dead-lettered", dead == 0, dead + " were");
    }

    /** Sold units whose customers no mail confirms, that is or will be sent. */
    private long unconfirmed() {
        Set<UUID> confirmed = confirmations().stream()
                .filter(mail -> !mail.failed())
                .map(CustomerMail::customer)
                .collect(Collectors.toSet());
        return claims().filter(claim -> claim.sold() && !confirmed.contains(claim.customer()))
                .count();
    }

    /** Customers of the sale to whom more than one order was confirmed. */
    private long confirmedTwice() {
        Map<UUID, Long> mails =
                confirmations().stream().collect(Collectors.groupingBy(CustomerMail::customer, Collectors.counting()));
        return claims().map(Claim::customer)
                .distinct()
                .filter(customer -> mails.getOrDefault(customer, 0L) > 1)
                .count();
    }

    private List<CustomerMail> confirmations() {
        return CustomerMails.ofKind(database, "order-confirmation");
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
     * all claims that fits what everybody saw if and only if nobody who asked after somebody had got "sold out" got a unit
     * (Herlihy and Wing, Linearizability, 1990). Only what was answered before the first hold can have expired is judged: who asked
     * before and was answered afterwards may have got a unit that came back.
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
                        "asked %,.1f and answered %,.1f ms after the opening",
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
            lines.add(new Line("came too late to pay, and got that answer", String.format(Locale.ROOT, "%,d", late)));
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
                        Math.min(Rush.CONNECTIONS, plan.buyers()))));
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
