package io.peakday.checkout.bench;

import io.peakday.benchkit.Check;
import io.peakday.checkout.bench.OversellDrill.Plan;
import io.peakday.checkout.bench.OversellDrill.Reply;
import io.peakday.checkout.bench.OversellDrill.Result;
import io.peakday.commandkit.OpenStore;
import io.peakday.inventory.Inventory;
import io.peakday.orders.bench.OrderRecords;
import io.peakday.sale.bench.SaleOrders.Ordered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Compares what the buyers of one race were answered with what is in the database. */
public final class OversellAudit {
    public static final Duration CLEAR_WITHIN = Duration.ofSeconds(2);

    private final Plan plan;
    private final OpenStore store;
    private final UUID variant;
    private final List<Reply> replies;
    private final List<Check> checks = new ArrayList<>();

    public OversellAudit(Plan plan, OpenStore store, UUID variant, List<Reply> replies) {
        this.plan = plan;
        this.store = store;
        this.variant = variant;
        this.replies = List.copyOf(replies);
    }

    public Result judge() {
        long paid = replies.stream().filter(Reply::paid).count();
        long soldOut = replies.stream().filter(Reply::soldOut).count();
        double slowest = replies.stream().mapToDouble(Reply::millis).max().orElse(0);
        List<String> other = replies.stream()
                .filter(one -> !one.paid() && !one.soldOut())
                .map(one -> one.status() + " " + one.text().lines().findFirst().orElse(""))
                .toList();
        List<String> broken = checks().stream()
                .filter(check -> !check.holds())
                .map(Check::found)
                .toList();
        return new Result((int) paid, (int) soldOut, other, slowest, broken);
    }

    /** Every rule, and what was found where it does not hold. */
    public List<Check> checks() {
        checks.clear();
        int right = Math.min(plan.units(), plan.buyers());
        everybodyWasAnsweredClearly(right);
        everyOrderIsPaid(right);
        nothingIsOversold();
        return List.copyOf(checks);
    }

    private void everybodyWasAnsweredClearly(int right) {
        long paid = replies.stream().filter(Reply::paid).count();
        check(
                "as many orders were confirmed as there are units",
                paid == right,
                paid + " orders were confirmed, of " + right);
        long other =
                replies.stream().filter(one -> !one.paid() && !one.soldOut()).count();
        check("every answer is yes or no", other == 0, other + " got an answer that is neither yes nor no");
        check(
                "nobody waited longer than 2 s",
                replies.stream().allMatch(one -> one.millis() <= CLEAR_WITHIN.toMillis()),
                "somebody waited longer than 2 s");
    }

    private void everyOrderIsPaid(int right) {
        List<Ordered> orders = new OrderRecords().of(store, variant);
        long ordered = orders.stream().mapToLong(Ordered::units).sum();
        check(
                "as many units are in orders as there are",
                ordered == right,
                ordered + " units are in orders, of " + right);
        Set<UUID> placed =
                orders.stream().filter(Ordered::placed).map(Ordered::order).collect(Collectors.toSet());
        Set<UUID> promised =
                replies.stream().filter(Reply::paid).map(Reply::checkout).collect(Collectors.toSet());
        long lost = promised.stream().filter(id -> !placed.contains(id)).count();
        long unreported = placed.stream().filter(id -> !promised.contains(id)).count();
        check(
                "every confirmed order exists, and no other",
                lost == 0 && unreported == 0,
                lost + " confirmed orders do not exist, " + unreported + " exist and were not confirmed");
        long unpaid =
                orders.stream().filter(one -> one.placed() && !one.paidInFull()).count();
        check("every order is paid", unpaid == 0, unpaid + " orders were not paid, or not with their amount");
        // Of the whole store: in a drill nothing else is paid for.
        long forNothing = new OrderRecords().paidForNothing(store);
        check("nobody paid for what is in no order", forNothing == 0, forNothing + " paid for what is in no order");
    }

    private void nothingIsOversold() {
        boolean possible = store.bean(Inventory.class).reports().rows(variant).stream()
                .allMatch(row -> row.onHand() >= 0 && row.reserved() >= 0 && row.reserved() <= row.onHand());
        check("the stock is not below zero", possible, "the stock is below zero");
        check(
                "the stock is what its ledger says",
                store.bean(Inventory.class).verify().clean(),
                "the stock is not what its ledger says");
    }

    private void check(String rule, boolean holds, String otherwise) {
        checks.add(new Check(rule, holds, otherwise));
    }
}
