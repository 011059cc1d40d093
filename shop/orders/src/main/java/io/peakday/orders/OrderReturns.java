package io.peakday.orders;

import io.peakday.contracts.OrderEvents;
import io.peakday.contracts.OrderReturned;
import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.events.Outbox;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.StockLine;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;

/** Goods on their way back: asked for by the customer within a window, received or refused by staff. */
final class OrderReturns {
    private static final TypeReference<List<ReturnRequest.Line>> LINES = new TypeReference<>() {};

    private final Database database;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Inventory inventory;
    private final OrderRows rows;
    private final OrderRefunds refunds;
    private final Returnable returnable;

    OrderReturns(
            Database database,
            Outbox outbox,
            InstantSource clock,
            Inventory inventory,
            OrderRows rows,
            OrderRefunds refunds,
            Duration window) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
        this.inventory = inventory;
        this.rows = rows;
        this.refunds = refunds;
        this.returnable = new Returnable(window);
    }

    OrderReturn request(UUID orderId, ReturnRequest request, boolean staff, PerformedBy by) {
        return database.transact(() -> {
            Order order = rows.lock(orderId).orElseThrow(Orders::notFound);
            Optional<OrderReturn> before = find(request.id());
            if (before.isPresent()) {
                if (!before.get().orderId().equals(orderId)) {
                    throw reused();
                }
                return before.get();
            }
            String obstacle = returnable.obstacle(order, staff, clock.instant());
            if (!obstacle.isEmpty()) {
                throw Failure.conflict("orders.not-returnable", obstacle);
            }
            Money value = Money.zero(order.refunded().currency());
            for (ReturnRequest.Line asked : request.lines()) {
                OrderLine line = line(order, asked.position());
                int left = left(order, line);
                if (asked.quantity() > left) {
                    throw Failure.conflict(
                            "orders.not-returnable",
                            "Of line " + asked.position() + ", " + left + " of " + line.quantity()
                                    + " can still come back: the others came back already or are announced.");
                }
                value = value.plus(line.unitPrice().times(asked.quantity()));
            }
            insert(order, request, value);
            rows.append(
                    orderId,
                    TimelineEntry.happened(
                            clock.instant(), "return", by.label(), "Return asked for: " + request.reason()));
            return find(request.id()).orElseThrow();
        });
    }

    OrderReturn receive(UUID returnId, boolean refund, PerformedBy by) {
        Optional<UUID> refundId = database.transact(() -> {
            OrderReturn asked = require(returnId);
            Order order = rows.lock(asked.orderId()).orElseThrow(Orders::notFound);
            if (!end(returnId, OrderReturn.State.RECEIVED)) {
                requireSame(require(returnId), OrderReturn.State.RECEIVED);
                requireRefunded(order, asked, refund);
                return Optional.<UUID>empty();
            }
            take(order, asked);
            Order after = rows.find(order.id()).orElseThrow(Orders::notFound);
            boolean all = after.lines().stream().allMatch(l -> l.returned() == l.quantity());
            Instant now = clock.instant();
            if (all && after.state().mayBecome(OrderState.RETURNED)) {
                OrderTransitions.move(database, rows, after, OrderState.RETURNED, by, "Everything came back.", now);
            } else {
                rows.append(order.id(), TimelineEntry.happened(now, "return", by.label(), "Returned goods came in."));
            }
            outbox.append(
                    OrderEvents.RETURNED,
                    order.id().toString(),
                    new OrderReturned(
                            after.facts(),
                            returnId,
                            asked.lines().stream()
                                    .map(line -> new OrderReturned.Line(line.position(), line.quantity()))
                                    .toList()));
            return refund ? writeRefund(after, asked, by) : Optional.<UUID>empty();
        });
        refundId.ifPresent(refunds::ask);
        return require(returnId);
    }

    OrderReturn reject(UUID returnId, String reason, PerformedBy by) {
        new Checks().text("reason", reason, 1, 200).orThrow("orders.bad-reject", "A refusal needs a reason.");
        return database.transact(() -> {
            OrderReturn asked = require(returnId);
            Order order = rows.lock(asked.orderId()).orElseThrow(Orders::notFound);
            if (end(returnId, OrderReturn.State.REJECTED)) {
                rows.append(
                        order.id(),
                        TimelineEntry.happened(clock.instant(), "return", by.label(), "Return refused: " + reason));
            } else {
                requireSame(require(returnId), OrderReturn.State.REJECTED);
            }
            return require(returnId);
        });
    }

    List<OrderReturn> of(UUID orderId) {
        return database.sql()
                .sql("select * from orders.return where order_id = ? order by requested_at, id")
                .param(orderId)
                .query(OrderReturns::read)
                .list();
    }

    Optional<OrderReturn> find(UUID id) {
        return database.sql()
                .sql("select * from orders.return where id = ?")
                .param(id)
                .query(OrderReturns::read)
                .optional();
    }

    int returnable(Order order, OrderLine line) {
        return returnable.obstacle(order, false, clock.instant()).isEmpty() ? left(order, line) : 0;
    }

    /** What has neither come back nor is announced. */
    private int left(Order order, OrderLine line) {
        int asked = of(order.id()).stream()
                .filter(r -> r.state() == OrderReturn.State.REQUESTED)
                .flatMap(r -> r.lines().stream())
                .filter(l -> l.position() == line.position())
                .mapToInt(ReturnRequest.Line::quantity)
                .sum();
        return Math.max(0, line.quantity() - line.returned() - asked);
    }

    /** Counts the units as returned and puts them back on the shelf. */
    private void take(Order order, OrderReturn asked) {
        Map<UUID, Integer> units = new TreeMap<>();
        for (ReturnRequest.Line line : asked.lines()) {
            database.sql()
                    .sql("update orders.line set returned = returned + ? where order_id = ? and position = ?")
                    .params(line.quantity(), order.id(), line.position())
                    .update();
            units.merge(line(order, line.position()).variantId(), line.quantity(), Integer::sum);
        }
        database.sql()
                .sql("update orders.orders set updated_at = ?, version = version + 1 where id = ?")
                .params(SqlTime.of(clock.instant()), order.id())
                .update();
        inventory.restock(
                asked.id(),
                units.entrySet().stream()
                        .map(e -> new StockLine(e.getKey(), e.getValue()))
                        .toList(),
                null,
                "Return of order " + order.number());
    }

    /** Who comes second with the same word gets the same answer; with the other one, that the first counts. */
    private static void requireSame(OrderReturn ended, OrderReturn.State wanted) {
        if (ended.state() != wanted) {
            throw Failure.conflict(
                    "orders.return-ended",
                    ended.state() == OrderReturn.State.RECEIVED
                            ? "The goods of this return were received already; it cannot be refused any more."
                            : "This return was refused already; its goods cannot be received by it any more.");
        }
    }

    /** A refund that is asked for is not passed over because somebody received the goods without one. */
    private void requireRefunded(Order order, OrderReturn asked, boolean refund) {
        if (refund
                && refunds.isUnknown(refundId(asked))
                && !refundable(order, asked).isEmpty()) {
            throw Failure.conflict(
                    "orders.return-ended",
                    "The goods of this return were received already, without a refund. Refund their value"
                            + " separately.");
        }
    }

    private static UUID refundId(OrderReturn asked) {
        return OrderRefunds.derived(asked.id(), "refund");
    }

    private Optional<UUID> writeRefund(Order order, OrderReturn asked, PerformedBy by) {
        List<RefundRequest.Line> lines = refundable(order, asked);
        Money amount = Money.zero(order.refunded().currency());
        for (RefundRequest.Line line : lines) {
            amount = amount.plus(line.amount());
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(refunds.write(order, refundId(asked), amount, lines, "Returned goods", by));
    }

    /** The value of what came back, as far as it has not been refunded already. */
    private List<RefundRequest.Line> refundable(Order order, OrderReturn asked) {
        List<RefundRequest.Line> lines = new ArrayList<>();
        Money amount = Money.zero(order.refunded().currency());
        Money open = refunds.open(order);
        for (ReturnRequest.Line back : asked.lines()) {
            OrderLine line = line(order, back.position());
            Money part = least(line.unitPrice().times(back.quantity()), least(line.refundable(), open.minus(amount)));
            if (!part.isZero()) {
                lines.add(new RefundRequest.Line(back.position(), part));
                amount = amount.plus(part);
            }
        }
        return lines;
    }

    private static Money least(Money a, Money b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private OrderReturn require(UUID id) {
        return find(id).orElseThrow(() -> Failure.notFound("orders.no-return", "There is no such return."));
    }

    private static OrderLine line(Order order, int position) {
        return order.lines().stream()
                .filter(l -> l.position() == position)
                .findFirst()
                .orElseThrow(
                        () -> Failure.invalid("orders.no-line", "The order has no line at position " + position + "."));
    }

    private boolean end(UUID id, OrderReturn.State state) {
        return database.sql()
                        .sql("update orders.return set state = ?, received_at = ? where id = ? and state = 'REQUESTED'")
                        .params(state.name(), SqlTime.of(clock.instant()), id)
                        .update()
                == 1;
    }

    private void insert(Order order, ReturnRequest request, Money value) {
        // The order is locked, so who has written this id since it was looked for asked for a return of another one.
        int made = database.sql()
                .sql("""
                        insert into orders.return (id, order_id, state, lines, reason, currency, value, requested_at)
                        values (?, ?, 'REQUESTED', ?, ?, ?, ?, ?) on conflict (id) do nothing""")
                .params(
                        request.id(),
                        order.id(),
                        OrderJson.write(request.lines()),
                        request.reason().strip(),
                        value.currency().getCurrencyCode(),
                        value.minor(),
                        SqlTime.of(clock.instant()))
                .update();
        if (made == 0) {
            throw reused();
        }
    }

    private static Failure reused() {
        return Failure.conflict("orders.key-reused", "This id belongs to a return of another order.");
    }

    private static OrderReturn read(ResultSet row, int n) throws SQLException {
        return new OrderReturn(
                row.getObject("id", UUID.class),
                row.getObject("order_id", UUID.class),
                OrderReturn.State.valueOf(row.getString("state")),
                OrderJson.read(row.getString("lines"), LINES),
                row.getString("reason"),
                Money.of(row.getLong("value"), row.getString("currency")),
                SqlTime.instant(row, "requested_at"),
                SqlTime.instantOrNull(row, "received_at"));
    }
}
