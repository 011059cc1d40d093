package io.peakday.checkout;

import io.peakday.cart.CompleteOutcome;
import io.peakday.cart.Completion;
import io.peakday.engines.GroupCommit;
import io.peakday.inventory.ConfirmOutcome;
import io.peakday.inventory.Confirmation;
import io.peakday.kernel.Money;
import io.peakday.orders.Order;
import io.peakday.orders.OrderState;
import io.peakday.orders.PerformedBy;
import io.peakday.orders.PlacedOrder;
import io.peakday.orders.TimelineEntry;
import io.peakday.sale.ClaimPayment;
import io.peakday.sale.PayOutcome;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The last part of many paid checkouts in one transaction: checkout ended, cart bound to its order, order entered with its
 * facts, claims paid, reservation turned into a sale. Either all of it or nothing; who comes second finds it done.
 */
final class FinalizeBatch implements GroupCommit.Batch<CheckoutRow, Optional<Order>> {
    private final CheckoutModules modules;
    private final CheckoutRows rows;
    private final CheckoutSteps steps;
    private final InstantSource clock;

    FinalizeBatch(CheckoutModules modules, CheckoutRows rows, CheckoutSteps steps, InstantSource clock) {
        this.modules = modules;
        this.rows = rows;
        this.steps = steps;
        this.clock = clock;
    }

    /** The order cannot be made: goods or cart are gone, though they were paid for. The money must go back. */
    static final class CannotFinalize extends RuntimeException {
        CannotFinalize(String why) {
            super(why);
        }
    }

    /** @return the new order, or empty where the checkout had ended before */
    @Override
    public List<Optional<Order>> run(Connection tx, List<CheckoutRow> checkouts) {
        Instant now = clock.instant();
        Set<UUID> ended = rows.complete(checkouts.stream().map(CheckoutRow::id).toList(), now);
        Map<UUID, CheckoutRow> mine = new LinkedHashMap<>();
        checkouts.stream().filter(c -> ended.contains(c.id())).forEach(c -> mine.put(c.id(), c));
        Map<UUID, Order> placed = new HashMap<>();
        if (!mine.isEmpty()) {
            List<CheckoutRow> todo = List.copyOf(mine.values());
            bind(todo);
            List<PlacedOrder> orders = todo.stream().map(c -> order(c, now)).toList();
            modules.orders().enter(orders);
            steps.reached("finalize.order");
            pay(todo);
            confirm(todo);
            steps.reached("finalize.confirmed");
            orders.forEach(o -> placed.put(o.order().id(), o.order()));
        }
        List<Optional<Order>> answers = new ArrayList<>(checkouts.size());
        for (CheckoutRow checkout : checkouts) {
            answers.add(Optional.ofNullable(placed.remove(checkout.id())));
        }
        return answers;
    }

    private void bind(List<CheckoutRow> todo) {
        List<CompleteOutcome> outcomes = modules.carts()
                .completeAll(todo.stream()
                        .map(c -> new Completion(c.cartId(), c.id(), c.id()))
                        .toList());
        for (int i = 0; i < todo.size(); i++) {
            UUID id = todo.get(i).id();
            switch (outcomes.get(i)) {
                case CompleteOutcome.Completed completed -> {}
                case CompleteOutcome.AlreadyCompleted already -> {
                    if (!already.orderId().equals(id)) {
                        throw new CannotFinalize("the cart is another order");
                    }
                }
                case CompleteOutcome.NotLocked not -> throw new CannotFinalize("the cart is " + not.state());
            }
        }
    }

    /** Before the stock is locked, as everywhere. */
    private void pay(List<CheckoutRow> todo) {
        List<ClaimPayment> payments = new ArrayList<>();
        List<Integer> units = new ArrayList<>();
        for (CheckoutRow checkout : todo) {
            for (CheckoutSnapshot.Claim claim : checkout.agreed().claimed()) {
                payments.add(PrepareBatch.payment(checkout.customerId(), checkout.id(), claim));
                units.add(claim.quantity());
            }
        }
        List<PayOutcome> outcomes = modules.sales().payAll(payments);
        for (int i = 0; i < outcomes.size(); i++) {
            if (!outcomes.get(i).equals(new PayOutcome.Sold(units.get(i)))) {
                throw new CannotFinalize("the claim in a sale has expired");
            }
        }
    }

    private void confirm(List<CheckoutRow> todo) {
        List<Confirmation> confirmations = todo.stream()
                .map(c -> new Confirmation(
                        c.id(),
                        c.agreed().claimed().stream()
                                .map(claim ->
                                        new Confirmation.Part(claim.saleId(), claim.variantId(), claim.quantity()))
                                .toList()))
                .toList();
        for (ConfirmOutcome outcome : modules.inventory().confirmAll(confirmations)) {
            switch (outcome) {
                case ConfirmOutcome.Confirmed confirmed -> {}
                case ConfirmOutcome.AlreadyConfirmed already -> {}
                case ConfirmOutcome.Expired expired -> throw new CannotFinalize("the reservation has expired");
                case ConfirmOutcome.Withdrawn withdrawn -> throw new CannotFinalize("the reservation was released");
            }
        }
    }

    private PlacedOrder order(CheckoutRow checkout, Instant now) {
        CheckoutSnapshot agreed = checkout.agreed();
        Order order = new Order(
                checkout.id(),
                modules.orders().nextNumber(now),
                checkout.customerId(),
                checkout.email(),
                OrderState.PAID,
                agreed.lines(),
                agreed.totals(),
                agreed.shipTo(),
                agreed.billTo(),
                agreed.shipping(),
                checkout.id(),
                agreed.paidWith(),
                Money.zero(agreed.totals().total().currency()),
                null,
                now,
                null,
                now,
                1);
        PerformedBy by = checkout.customerId() == null ? PerformedBy.GUEST : PerformedBy.CUSTOMER;
        return new PlacedOrder(
                order,
                checkout.cartId(),
                List.of(
                        new TimelineEntry(now, "state", null, OrderState.PLACED, by.label(), "", false),
                        new TimelineEntry(
                                now,
                                "state",
                                OrderState.PLACED,
                                OrderState.PAID,
                                PerformedBy.SYSTEM.label(),
                                agreed.paidWith(),
                                false)));
    }
}
