package io.peakday.orders;

import io.peakday.contracts.OrderEvents;
import io.peakday.contracts.OrderRefunded;
import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.events.Outbox;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Money;
import io.peakday.payments.Payments;
import io.peakday.payments.Refund;
import io.peakday.payments.RefundDraft;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;

/**
 * Refunds, in three steps so that no crash refunds twice or forgets to: written down and counted under the
 * order's lock; asked for, outside any transaction; entered, with the reason that the customer gets. A refund without an
 * answer is asked for again by the sweep.
 */
final class OrderRefunds {
    private static final Logger LOG = LoggerFactory.getLogger(OrderRefunds.class);
    private static final TypeReference<List<RefundRequest.Line>> LINES = new TypeReference<>() {};
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    /** None is put off for as long: the clock was ahead when that was written, and has been put back since. */
    private static final Duration TOO_FAR = ASK_AGAIN.multipliedBy(10);

    private static final int SWEEP = 50;

    private final Database database;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Payments payments;
    private final OrderRows rows;
    private final RefundTaxes taxes;

    OrderRefunds(Database database, Outbox outbox, InstantSource clock, Payments payments, OrderRows rows) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
        this.payments = payments;
        this.rows = rows;
        this.taxes = new RefundTaxes(database);
    }

    /** All refunds of an order with their taxes, oldest first. */
    List<OrderRefund> of(Order order) {
        return taxes.of(order);
    }

    Order refund(UUID orderId, RefundRequest request, PerformedBy by) {
        database.run(() -> {
            Order order = rows.lock(orderId).orElseThrow(Orders::notFound);
            Optional<Written> before = written(request.id());
            if (before.isPresent()) {
                before.get().requireOrder(orderId);
                return;
            }
            Money amount = amount(order, request);
            check(order, request, amount);
            insert(order, request.id(), amount, request.lines(), request.reason(), by);
        });
        ask(request.id());
        return rows.find(orderId).orElseThrow(Orders::notFound);
    }

    /** Whether no refund was written down with this id. */
    boolean isUnknown(UUID id) {
        return written(id).isEmpty();
    }

    /** What of an order is neither refunded nor about to be. */
    Money open(Order order) {
        return order.refundable().minus(pending(order));
    }

    /** Writes a refund of a whole amount down, in the caller's transaction; {@link #ask} after it. Returns its id. */
    UUID write(Order order, UUID id, Money amount, String reason, PerformedBy by) {
        return write(order, id, amount, List.of(), reason, by);
    }

    UUID write(Order order, UUID id, Money amount, List<RefundRequest.Line> lines, String reason, PerformedBy by) {
        if (written(id).isEmpty()) {
            insert(order, id, amount, lines, reason, by);
        }
        return id;
    }

    /** Asks the provider for a refund that was written down and enters the answer. */
    void ask(UUID refundId) {
        Written refund = written(refundId).orElseThrow();
        if (!refund.state().equals("PENDING")) {
            return;
        }
        Order order = rows.find(refund.orderId()).orElseThrow(Orders::notFound);
        UUID paymentId = order.paymentId();
        Money amount = new Money(refund.amount(), order.refunded().currency());
        // History that was imported has no payment with us; what is refunded there is refunded by hand.
        Refund.State answer = paymentId == null
                ? Refund.State.DONE
                : payments.refund(new RefundDraft(refundId, paymentId, amount, refund.reason()))
                        .state();
        switch (answer) {
            case DONE -> enter(refund, amount);
            case REFUSED -> refuse(refund, amount);
            case PENDING -> {}
        }
    }

    /** By the database's clock, which all nodes share. */
    int sweep() {
        List<UUID> due = database.sql()
                .sql("""
                        update orders.refund set due_at = statement_timestamp() + make_interval(secs => ?)
                        where id in (select id from orders.refund
                                     where due_at <= statement_timestamp()
                                        or due_at > statement_timestamp() + make_interval(secs => ?)
                                     order by id limit ? for update skip locked)
                        returning id""")
                .params(ASK_AGAIN.toSeconds(), TOO_FAR.toSeconds(), SWEEP)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        for (UUID id : due) {
            try {
                ask(id);
            } catch (RuntimeException e) {
                // Asked for again when its pause is over; one bad refund must not hold back the others.
                LOG.error("Refund {} could not be asked for; it is tried again.", id, e);
            }
        }
        return due.size();
    }

    private static Money amount(Order order, RefundRequest request) {
        Money amount = Money.zero(order.refunded().currency());
        for (RefundRequest.Line line : request.lines()) {
            amount = add(amount, line.amount());
        }
        Money other = request.other();
        return other == null ? amount : add(amount, other);
    }

    private static Money add(Money sum, Money amount) {
        if (!sum.currency().equals(amount.currency())) {
            throw Failure.invalid("orders.currency", "This order is in " + sum.currency() + ".");
        }
        return sum.plus(amount);
    }

    private void check(Order order, RefundRequest request, Money amount) {
        if (order.state() == OrderState.PLACED) {
            throw Failure.conflict("orders.not-paid", "An order that is PLACED has nothing to refund.");
        }
        Map<Integer, Long> pendingLines = new HashMap<>();
        for (Written other : pendingRefunds(order.id())) {
            other.lines()
                    .forEach(l -> pendingLines.merge(l.position(), l.amount().minor(), Long::sum));
        }
        for (RefundRequest.Line asked : request.lines()) {
            OrderLine line = order.lines().stream()
                    .filter(l -> l.position() == asked.position())
                    .findFirst()
                    .orElseThrow(() -> Failure.invalid(
                            "orders.no-line", "The order has no line at position " + asked.position() + "."));
            long left = line.refundable().minor() - pendingLines.getOrDefault(asked.position(), 0L);
            if (asked.amount().minor() > left) {
                throw tooLarge();
            }
        }
        if (amount.compareTo(open(order)) > 0) {
            throw tooLarge();
        }
    }

    private static Failure tooLarge() {
        return Failure.conflict(
                "orders.refund-too-large", "A refund cannot exceed what was paid and is not refunded yet.");
    }

    private void insert(
            Order order, UUID id, Money amount, List<RefundRequest.Line> lines, String reason, PerformedBy by) {
        // The order is locked, so who has written this id since it was looked for asked for a refund of another one.
        int made = database.sql()
                .sql("""
                        insert into orders.refund (id, order_id, amount, lines, taxes, reason, actor, state, due_at,
                            created_at)
                        values (?, ?, ?, ?, ?, ?, ?, 'PENDING', clock_timestamp() + make_interval(secs => ?), ?)
                        on conflict (id) do nothing""")
                .params(
                        id,
                        order.id(),
                        amount.minor(),
                        OrderJson.write(lines),
                        OrderJson.write(taxes.next(order, amount, lines)),
                        reason,
                        by.label(),
                        ASK_AGAIN.toSeconds(),
                        SqlTime.of(clock.instant()))
                .update();
        if (made == 0) {
            throw reused();
        }
    }

    private static Failure reused() {
        return Failure.conflict("orders.key-reused", "This id belongs to a refund of another order.");
    }

    private void enter(Written refund, Money amount) {
        database.run(() -> {
            Order order = rows.lock(refund.orderId()).orElseThrow(Orders::notFound);
            if (!end(refund.id(), "DONE")) {
                return;
            }
            Instant now = clock.instant();
            refund.lines()
                    .forEach(line -> database.sql()
                            .sql("update orders.line set refunded = refunded + ? where order_id = ? and position = ?")
                            .params(line.amount().minor(), order.id(), line.position())
                            .update());
            database.sql()
                    .sql("""
                            update orders.orders set refunded = refunded + ?, updated_at = ?, version = version + 1
                            where id = ?""")
                    .params(amount.minor(), SqlTime.of(now), order.id())
                    .update();
            rows.append(
                    order.id(),
                    TimelineEntry.happened(now, "refund", refund.actor(), amount + " refunded: " + refund.reason()));
            Order after = rows.find(order.id()).orElseThrow(Orders::notFound);
            if (after.refundable().isZero() && after.state().mayBecome(OrderState.REFUNDED)) {
                OrderTransitions.move(
                        database,
                        rows,
                        after,
                        OrderState.REFUNDED,
                        new PerformedBy(refund.actor()),
                        refund.reason(),
                        now);
            }
            outbox.append(
                    OrderEvents.REFUNDED,
                    order.id().toString(),
                    new OrderRefunded(
                            after.facts(),
                            refund.id(),
                            amount.minor(),
                            after.refunded().minor(),
                            refund.reason(),
                            taxesOf(after, refund.id())));
        });
    }

    private List<OrderRefunded.Tax> taxesOf(Order order, UUID refundId) {
        return taxes.of(order).stream()
                .filter(refund -> refund.id().equals(refundId))
                .flatMap(refund -> refund.taxes().stream())
                .map(part -> new OrderRefunded.Tax(
                        part.rate(), part.net().minor(), part.tax().minor()))
                .toList();
    }

    private void refuse(Written refund, Money amount) {
        database.run(() -> {
            if (end(refund.id(), "REFUSED")) {
                rows.append(
                        refund.orderId(),
                        TimelineEntry.forStaff(
                                clock.instant(),
                                "refund",
                                "system",
                                "The payment provider refused to refund " + amount + ": " + refund.reason()));
            }
        });
    }

    private boolean end(UUID id, String state) {
        return database.sql()
                        .sql("update orders.refund set state = ?, due_at = null where id = ? and state = 'PENDING'")
                        .params(state, id)
                        .update()
                == 1;
    }

    private Money pending(Order order) {
        return new Money(
                pendingRefunds(order.id()).stream().mapToLong(Written::amount).sum(),
                order.refunded().currency());
    }

    private List<Written> pendingRefunds(UUID orderId) {
        return database.sql()
                .sql("select * from orders.refund where order_id = ? and state = 'PENDING'")
                .param(orderId)
                .query((row, n) -> read(row))
                .list();
    }

    private Optional<Written> written(UUID id) {
        return database.sql()
                .sql("select * from orders.refund where id = ?")
                .param(id)
                .query((row, n) -> read(row))
                .optional();
    }

    private static Written read(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Written(
                row.getObject("id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getLong("amount"),
                OrderJson.read(row.getString("lines"), LINES),
                row.getString("reason"),
                row.getString("actor"),
                row.getString("state"));
    }

    /** An id made from another one, the same whenever it is made again. */
    static UUID derived(UUID from, String purpose) {
        return UUID.nameUUIDFromBytes((from + ":" + purpose).getBytes(StandardCharsets.UTF_8));
    }

    private record Written(
            UUID id,
            UUID orderId,
            long amount,
            List<RefundRequest.Line> lines,
            String reason,
            String actor,
            String state) {
        void requireOrder(UUID asked) {
            if (!orderId.equals(asked)) {
                throw reused();
            }
        }
    }
}
