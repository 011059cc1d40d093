package io.peakday.orders;

import io.peakday.customers.Retained;
import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.events.Outbox;
import io.peakday.events.Personal;
import io.peakday.orders.CheckoutRecords.Subject;
import io.peakday.payments.Payments;
import io.peakday.pricing.Address;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is personal out of orders, their timelines, returns, refunds, checkouts and payments, and shreds the keys of
 * their events. An order under way keeps what its delivery needs; the wish to be erased is written down and waits for its
 * end. Amounts, goods and country stay for accounting; whom the invoice was written to is moved to where only those see it
 * who may.
 */
final class OrderErasure {
    static final String ERASED = "Erased";

    /** After which nothing that was begun before the wish can still become an order. */
    private static final Duration SETTLED = Duration.ofDays(1);

    /** How long a checkout that came to nothing is kept, with the address in it. */
    private static final Duration GIVEN_UP = Duration.ofDays(30);

    private static final int BATCH = 200;

    private static final Instant ANY_TIME = Instant.parse("9999-12-31T00:00:00Z");

    /** Wishes that are looked at together. */
    private static final int WISHES = 1_000;

    private static final String ENDED = "('DELIVERED', 'CANCELLED', 'RETURNED', 'REFUNDED')";
    private static final String SELECT =
            "select id, number, customer_id, country, document, payment_id, placed_at from orders.orders where state in "
                    + ENDED;

    private final Database database;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Payments payments;
    private final CheckoutRecords checkouts;
    private final int invoiceYears;

    OrderErasure(Database database, Outbox outbox, InstantSource clock, OrderModules modules, int invoiceYears) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
        this.payments = modules.payments();
        this.checkouts = modules.checkouts();
        this.invoiceYears = invoiceYears;
    }

    private record Ended(
            UUID id,
            String number,
            @Nullable UUID customerId,
            String country,
            OrderDocument document,
            @Nullable UUID paymentId,
            Instant placedAt) {}

    /**
     * Writes the wish down and erases what has ended.
     *
     * @param subject a customer, or a guest's order or open checkout
     */
    int erase(UUID subject) {
        return database.transact(() -> {
            database.sql()
                    .sql("insert into orders.erasure (customer_id, asked_at) values (?, ?) on conflict do nothing")
                    .params(subject, SqlTime.of(clock.instant()))
                    .update();
            return eraseEnded();
        });
    }

    /** Erases what has ended since it was asked for, and forgets what was kept long enough. Safe on any number of nodes. */
    int sweep() {
        Instant now = clock.instant();
        int erased = database.transact(this::eraseEnded);
        checkouts.forgetUnsuccessful(now.minus(GIVEN_UP));
        forgetFulfilled(now.minus(SETTLED));
        database.sql()
                .sql("delete from orders.kept_invoice where keep_until < ?")
                .param(today())
                .update();
        return erased;
    }

    /** Forgets wishes after which nothing is left that is, or can become, an order of whom they were for. */
    private void forgetFulfilled(Instant before) {
        forEachWish(before, wishes -> {
            // An open checkout that ends right now ends as an order, which is then seen below.
            Set<UUID> open = checkouts.withOpen(wishes);
            // Looked up for each wish: as "not exists" they would be joined by reading every order there is.
            database.sql()
                    .sql("""
                            delete from orders.erasure e
                            where customer_id = any(?)
                              and (select o.id from orders.orders o where o.customer_id = e.customer_id limit 1) is null
                              and (select o.id from orders.orders o
                                   where o.id = e.customer_id and o.customer_id is null and o.email <> ?) is null""")
                    .params(
                            wishes.stream().filter(wish -> !open.contains(wish)).toArray(UUID[]::new),
                            Personal.ERASED_EMAIL)
                    .update();
        });
    }

    private void forEachWish(Instant askedBefore, Consumer<List<UUID>> work) {
        UUID after = new UUID(0, 0);
        List<UUID> wishes;
        do {
            wishes = database.sql()
                    .sql(
                            "select customer_id from orders.erasure where customer_id > ? and asked_at < ? order by customer_id limit ?")
                    .params(after, SqlTime.of(askedBefore), WISHES)
                    .query((row, n) -> row.getObject(1, UUID.class))
                    .list();
            if (!wishes.isEmpty()) {
                work.accept(wishes);
                after = wishes.getLast();
            }
        } while (wishes.size() == WISHES);
    }

    Optional<KeptInvoice> kept(UUID orderId) {
        return database.sql()
                .sql("select * from orders.kept_invoice where order_id = ?")
                .param(orderId)
                .query(OrderErasure::invoice)
                .optional();
    }

    /** What is left of a customer after an erasure, or would be. */
    List<Retained> retained(UUID customerId) {
        return retained("o.customer_id = ?", Subject.CUSTOMER, "customer_id = ?", customerId);
    }

    /** As {@link #retained}, of one order that a guest placed, or of the open checkout that may become it. */
    List<Retained> retainedOfOrder(UUID orderId) {
        return retained(
                "o.id = ? and o.customer_id is null",
                Subject.GUESTS_CHECKOUT,
                "order_id = ? and customer_id is null",
                orderId);
    }

    private List<Retained> retained(String order, Subject checkout, String invoice, UUID subject) {
        List<Retained> all = new ArrayList<>();
        database.sql()
                .sql("select o.number, o.state, o.placed_at from orders.orders o where " + order
                        + " and o.email <> ? order by o.placed_at, o.id")
                .params(subject, Personal.ERASED_EMAIL)
                .query(row -> {
                    String number = row.getString("number");
                    if (!hasEnded(OrderState.valueOf(row.getString("state")))) {
                        all.add(new Retained(
                                "Name, address and e-mail of order " + number,
                                "The order is under way: they are needed to deliver it, and erased when it has ended.",
                                null));
                    }
                    if (invoiceYears > 0) {
                        all.add(invoice(number, until(SqlTime.instant(row, "placed_at"))));
                    }
                });
        checkouts.open(subject, checkout).forEach(open -> all.add(openCheckout(open)));
        database.sql()
                .sql("select number, keep_until from orders.kept_invoice where " + invoice + " order by number")
                .param(subject)
                .query(row -> {
                    all.add(invoice(row.getString(1), row.getObject(2, LocalDate.class)));
                });
        return all;
    }

    private static Retained openCheckout(CheckoutRecords.Open open) {
        return new Retained(
                "Name, address and e-mail of checkout " + open.id(),
                "Its payment is under way, until " + open.deadline().truncatedTo(ChronoUnit.SECONDS)
                        + " or the bank's answer: if it is paid, it becomes an order, which is delivered and listed here; if"
                        + " not, they are erased when it has ended.",
                null);
    }

    private static Retained invoice(String number, LocalDate until) {
        return new Retained(
                "Name and billing address on the invoice of order " + number,
                "The law asks sellers to keep invoices (in Germany § 14b UStG and § 147 AO).",
                until);
    }

    private static boolean hasEnded(OrderState state) {
        return state == OrderState.DELIVERED
                || state == OrderState.CANCELLED
                || state == OrderState.RETURNED
                || state == OrderState.REFUNDED;
    }

    private int eraseEnded() {
        int all = 0;
        List<Ended> ended;
        do {
            ended = next();
            eraseAll(ended);
            all += ended.size();
        } while (!ended.isEmpty());
        // What came to nothing holds addresses, too.
        forEachWish(ANY_TIME, checkouts::forgetUnsuccessful);
        return all;
    }

    private List<Ended> next() {
        List<Ended> found = new ArrayList<>(database.sql()
                .sql(SELECT + " and customer_id in (select customer_id from orders.erasure) order by id limit " + BATCH
                        + " for update")
                .query(OrderErasure::ended)
                .list());
        if (found.isEmpty()) {
            found.addAll(database.sql()
                    .sql(SELECT + " and customer_id is null and email <> ?"
                            + " and id in (select customer_id from orders.erasure) order by id limit " + BATCH
                            + " for update")
                    .param(Personal.ERASED_EMAIL)
                    .query(OrderErasure::ended)
                    .list());
        }
        return found;
    }

    private void eraseAll(List<Ended> orders) {
        if (orders.isEmpty()) {
            return;
        }
        for (Ended order : orders) {
            keepInvoice(order);
            OrderDocument before = order.document();
            OrderDocument after = new OrderDocument(
                    Address.erased(before.shipTo().country()),
                    Address.erased(before.billTo().country()),
                    before.shipping(),
                    before.taxes(),
                    ERASED,
                    before.taxNote());
            database.sql()
                    .sql("""
                            update orders.orders
                            set email = ?, email_key = ?, name = ?, customer_id = null, tracking = null, document = ?,
                                version = version + 1
                            where id = ?""")
                    .params(Personal.ERASED_EMAIL, Personal.ERASED_EMAIL, ERASED, OrderJson.write(after), order.id())
                    .update();
        }
        List<UUID> ids = orders.stream().map(Ended::id).toList();
        for (String statement : List.of(
                "update orders.timeline set detail = 'Erased' where order_id = any(?) and detail <> ''",
                "update orders.return set reason = 'Erased' where order_id = any(?)",
                "update orders.refund set reason = 'Erased' where order_id = any(?)")) {
            database.sql().sql(statement).param(ids.toArray(UUID[]::new)).update();
        }
        List<UUID> paid = new ArrayList<>();
        for (Ended order : orders) {
            UUID paymentId = order.paymentId();
            if (paymentId != null) {
                paid.add(paymentId);
            }
        }
        checkouts.erase(ids);
        payments.forget(paid);
        outbox.shred(ids);
        note(ids);
    }

    private void keepInvoice(Ended order) {
        LocalDate until = until(order.placedAt());
        if (invoiceYears == 0 || until.isBefore(today())) {
            return;
        }
        database.sql()
                .sql("""
                        insert into orders.kept_invoice (order_id, customer_id, number, bill_to, placed_at, keep_until)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .param(1, order.id())
                .param(2, order.customerId())
                .param(3, order.number())
                .param(4, OrderJson.write(order.document().billTo()))
                .param(5, SqlTime.of(order.placedAt()))
                .param(6, until)
                .update();
    }

    /** The period begins with the end of the year of the invoice. */
    private LocalDate until(Instant placedAt) {
        return LocalDate.of(placedAt.atZone(ZoneOffset.UTC).getYear() + invoiceYears, 12, 31);
    }

    private LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private void note(List<UUID> orders) {
        database.sql()
                .sql("""
                        insert into orders.timeline (order_id, at, kind, actor, detail, internal)
                        select id, ?, 'erasure', 'system', 'What was personal in this order was erased.', true
                        from unnest(?::uuid[]) as id""")
                .params(SqlTime.of(clock.instant()), orders.toArray(UUID[]::new))
                .update();
    }

    private static Ended ended(ResultSet row, int n) throws SQLException {
        return new Ended(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getObject("customer_id", UUID.class),
                row.getString("country"),
                OrderJson.read(row.getString("document"), OrderDocument.class),
                row.getObject("payment_id", UUID.class),
                SqlTime.instant(row, "placed_at"));
    }

    private static KeptInvoice invoice(ResultSet row, int n) throws SQLException {
        return new KeptInvoice(
                row.getObject("order_id", UUID.class),
                row.getString("number"),
                OrderJson.read(row.getString("bill_to"), Address.class),
                SqlTime.instant(row, "placed_at"),
                row.getObject("keep_until", LocalDate.class));
    }
}
