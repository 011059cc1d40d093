package io.peakday.orders;

import io.peakday.contracts.OrderCancelled;
import io.peakday.contracts.OrderDelivered;
import io.peakday.contracts.OrderEvents;
import io.peakday.contracts.OrderPacked;
import io.peakday.contracts.OrderShipped;
import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.events.Outbox;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.StockLine;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The moves of an order: each one transaction under the order's row lock. */
final class OrderTransitions {
    private final Database database;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Inventory inventory;
    private final OrderRows rows;
    private final OrderRefunds refunds;

    OrderTransitions(
            Database database,
            Outbox outbox,
            InstantSource clock,
            Inventory inventory,
            OrderRows rows,
            OrderRefunds refunds) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
        this.inventory = inventory;
        this.rows = rows;
        this.refunds = refunds;
    }

    Order pack(UUID orderId, PerformedBy by) {
        return database.transact(() -> {
            Order order = move(lock(orderId), OrderState.PACKED, by, "");
            outbox.append(OrderEvents.PACKED, key(order), new OrderPacked(order.facts()));
            return order;
        });
    }

    Order ship(UUID orderId, Tracking tracking, PerformedBy by) {
        return database.transact(() -> {
            Order before = lock(orderId);
            database.sql()
                    .sql("update orders.orders set tracking = ? where id = ?")
                    .params(OrderJson.write(tracking), orderId)
                    .update();
            Order order = move(before, OrderState.SHIPPED, by, tracking.carrier() + " " + tracking.number());
            outbox.append(
                    OrderEvents.SHIPPED,
                    key(order),
                    new OrderShipped(
                            order.facts(),
                            new OrderShipped.Tracking(tracking.carrier(), tracking.number(), tracking.url())));
            return order;
        });
    }

    Order deliver(UUID orderId, PerformedBy by) {
        return database.transact(() -> {
            Instant now = clock.instant();
            Order before = lock(orderId);
            database.sql()
                    .sql("update orders.orders set delivered_at = ? where id = ?")
                    .params(SqlTime.of(now), orderId)
                    .update();
            Order order = move(before, OrderState.DELIVERED, by, "");
            outbox.append(OrderEvents.DELIVERED, key(order), new OrderDelivered(order.facts(), now));
            return order;
        });
    }

    Order cancel(UUID orderId, String reason, PerformedBy by) {
        new Checks().text("reason", reason, 1, 200).orThrow("orders.bad-cancel", "This order cannot be cancelled so.");
        Optional<UUID> refundId = database.transact(() -> {
            Order order = move(lock(orderId), OrderState.CANCELLED, by, reason);
            restock(order.id(), units(order), "Order " + order.number() + " was cancelled");
            Money open = refunds.open(order);
            outbox.append(OrderEvents.CANCELLED, key(order), new OrderCancelled(order.facts(), reason, open.minor()));
            return open.isZero()
                    ? Optional.<UUID>empty()
                    : Optional.of(refunds.write(order, OrderRefunds.derived(order.id(), "cancel"), open, reason, by));
        });
        refundId.ifPresent(refunds::ask);
        return rows.find(orderId).orElseThrow(Orders::notFound);
    }

    void note(UUID orderId, String text, PerformedBy by) {
        new Checks().text("text", text, 1, 2_000).orThrow("orders.bad-note", "This note cannot be kept.");
        Order order = rows.find(orderId).orElseThrow(Orders::notFound);
        rows.append(order.id(), TimelineEntry.forStaff(clock.instant(), "note", by.label(), text.strip()));
    }

    private void restock(UUID id, List<StockLine> lines, String reason) {
        inventory.restock(OrderRefunds.derived(id, "restock"), lines, null, reason);
    }

    private Order lock(UUID orderId) {
        return rows.lock(orderId).orElseThrow(Orders::notFound);
    }

    private Order move(Order order, OrderState to, PerformedBy by, String detail) {
        move(database, rows, order, to, by, detail, clock.instant());
        return rows.find(order.id()).orElseThrow(Orders::notFound);
    }

    /** Moves a locked order and writes its timeline. */
    static void move(
            Database database, OrderRows rows, Order order, OrderState to, PerformedBy by, String detail, Instant now) {
        order.state().requireMove(to);
        database.sql()
                .sql("update orders.orders set state = ?, updated_at = ?, version = version + 1 where id = ?")
                .params(to.name(), SqlTime.of(now), order.id())
                .update();
        rows.append(order.id(), new TimelineEntry(now, "state", order.state(), to, by.label(), detail, false));
    }

    private static String key(Order order) {
        return order.id().toString();
    }

    /** The units of an order that have not come back, one line a variant. */
    private static List<StockLine> units(Order order) {
        Map<UUID, Integer> byVariant = new TreeMap<>();
        for (OrderLine line : order.lines()) {
            int out = line.quantity() - line.returned();
            if (out > 0) {
                byVariant.merge(line.variantId(), out, Integer::sum);
            }
        }
        return byVariant.entrySet().stream()
                .map(e -> new StockLine(e.getKey(), e.getValue()))
                .toList();
    }
}
