package io.peakday.orders;

import io.peakday.engines.Database;
import io.peakday.kernel.Money;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Orders, their lines and timelines as rows. Inserts are batches: one round trip a table for any number of orders. */
final class OrderRows {
    private static final TypeReference<Map<String, String>> OPTIONS = new TypeReference<>() {};
    private static final String INSERT_ORDER = """
            insert into orders.orders (id, number, cart_id, customer_id, email, email_key, state, currency, goods, shipping,
                tax, total, refunded, items, name, country, document, payment_id, placed_at, delivered_at, updated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String INSERT_LINE = """
            insert into orders.line (order_id, position, variant_id, product_id, seller_id, seller_name, sku, title, slug,
                options, picture_url, quantity, unit, total, tax_rate, tax, returned, refunded)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String INSERT_TIMELINE = """
            insert into orders.timeline (order_id, at, kind, from_state, to_state, actor, detail, internal)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Database database;

    OrderRows(Database database) {
        this.database = database;
    }

    Optional<Order> find(UUID id) {
        return one("id = ?", id, "");
    }

    /** As {@link #find}, and nobody else moves it until the transaction ends. */
    Optional<Order> lock(UUID id) {
        return one("id = ?", id, " for update");
    }

    Optional<Order> byNumber(String number) {
        return OrderNumbers.read(number).flatMap(n -> one("number = ?", n, ""));
    }

    private Optional<Order> one(String condition, Object value, String lock) {
        return database.sql()
                .sql("select * from orders.orders where " + condition + lock)
                .param(value)
                .query(OrderRows::read)
                .optional()
                .map(order ->
                        withLines(order, lines(order.id(), order.refunded().currency())));
    }

    private List<OrderLine> lines(UUID orderId, Currency currency) {
        return database.sql()
                .sql("select * from orders.line where order_id = ? order by position")
                .param(orderId)
                .query((row, n) -> line(row, currency))
                .list();
    }

    void insert(Connection tx, List<PlacedOrder> orders) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(INSERT_ORDER)) {
            for (PlacedOrder placed : orders) {
                bind(insert, placed);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (PreparedStatement insert = tx.prepareStatement(INSERT_LINE)) {
            for (PlacedOrder placed : orders) {
                for (OrderLine line : placed.order().lines()) {
                    bind(insert, placed.order().id(), line);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
        try (PreparedStatement insert = tx.prepareStatement(INSERT_TIMELINE)) {
            for (PlacedOrder placed : orders) {
                for (TimelineEntry entry : placed.timeline()) {
                    bind(insert, placed.order().id(), entry);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    void append(UUID orderId, TimelineEntry entry) {
        database.connection(tx -> {
            try (PreparedStatement insert = tx.prepareStatement(INSERT_TIMELINE)) {
                bind(insert, orderId, entry);
                return insert.executeUpdate();
            }
        });
    }

    List<TimelineEntry> timeline(UUID orderId) {
        return database.sql()
                .sql("select * from orders.timeline where order_id = ? order by at, id")
                .param(orderId)
                .query((row, n) -> new TimelineEntry(
                        row.getTimestamp("at").toInstant(),
                        row.getString("kind"),
                        state(row.getString("from_state")),
                        state(row.getString("to_state")),
                        row.getString("actor"),
                        row.getString("detail"),
                        row.getBoolean("internal")))
                .list();
    }

    static String emailKey(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private static void bind(PreparedStatement insert, PlacedOrder placed) throws SQLException {
        Order order = placed.order();
        Totals totals = order.totals();
        Instant delivered = order.deliveredAt();
        int i = 1;
        insert.setObject(i++, order.id());
        insert.setString(i++, order.number());
        insert.setObject(i++, placed.cartId());
        insert.setObject(i++, order.customerId());
        insert.setString(i++, order.email());
        insert.setString(i++, emailKey(order.email()));
        insert.setString(i++, order.state().name());
        insert.setString(i++, totals.total().currency().getCurrencyCode());
        insert.setLong(i++, totals.goods().minor());
        insert.setLong(i++, totals.shipping().minor());
        insert.setLong(i++, totals.tax().minor());
        insert.setLong(i++, totals.total().minor());
        insert.setLong(i++, order.refunded().minor());
        insert.setInt(i++, order.itemCount());
        insert.setString(i++, order.shipTo().name());
        insert.setString(i++, order.shipTo().country());
        insert.setString(
                i++,
                OrderJson.write(new OrderDocument(
                        order.shipTo(), order.billTo(), order.shipping(), totals.taxes(), order.paidWith())));
        insert.setObject(i++, order.paymentId());
        insert.setTimestamp(i++, Timestamp.from(order.placedAt()));
        insert.setTimestamp(i++, delivered == null ? null : Timestamp.from(delivered));
        insert.setTimestamp(i, Timestamp.from(order.updatedAt()));
    }

    private static void bind(PreparedStatement insert, UUID orderId, OrderLine line) throws SQLException {
        int i = 1;
        insert.setObject(i++, orderId);
        insert.setInt(i++, line.position());
        insert.setObject(i++, line.variantId());
        insert.setObject(i++, line.productId());
        insert.setObject(i++, line.sellerId());
        insert.setString(i++, line.sellerName());
        insert.setString(i++, line.sku());
        insert.setString(i++, line.title());
        insert.setString(i++, line.slug());
        insert.setString(i++, OrderJson.write(line.options()));
        insert.setString(i++, line.pictureUrl());
        insert.setInt(i++, line.quantity());
        insert.setLong(i++, line.unitPrice().minor());
        insert.setLong(i++, line.total().minor());
        insert.setInt(i++, line.taxRate());
        insert.setLong(i++, line.tax().minor());
        insert.setInt(i++, line.returned());
        insert.setLong(i, line.refunded().minor());
    }

    private static void bind(PreparedStatement insert, UUID orderId, TimelineEntry entry) throws SQLException {
        OrderState from = entry.from();
        OrderState to = entry.to();
        insert.setObject(1, orderId);
        insert.setTimestamp(2, Timestamp.from(entry.at()));
        insert.setString(3, entry.kind());
        insert.setString(4, from == null ? null : from.name());
        insert.setString(5, to == null ? null : to.name());
        insert.setString(6, entry.actor());
        insert.setString(7, entry.detail());
        insert.setBoolean(8, entry.internal());
    }

    private static Order read(ResultSet row, int n) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        OrderDocument document = OrderJson.read(row.getString("document"), OrderDocument.class);
        Timestamp delivered = row.getTimestamp("delivered_at");
        String tracking = row.getString("tracking");
        return new Order(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getObject("customer_id", UUID.class),
                row.getString("email"),
                OrderState.valueOf(row.getString("state")),
                List.of(),
                new Totals(
                        new Money(row.getLong("goods"), currency),
                        new Money(row.getLong("shipping"), currency),
                        new Money(row.getLong("tax"), currency),
                        new Money(row.getLong("total"), currency),
                        document.taxes()),
                document.shipTo(),
                document.billTo(),
                document.shipping(),
                row.getObject("payment_id", UUID.class),
                document.paidWith(),
                new Money(row.getLong("refunded"), currency),
                tracking == null ? null : OrderJson.read(tracking, Tracking.class),
                row.getTimestamp("placed_at").toInstant(),
                delivered == null ? null : delivered.toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                row.getLong("version"));
    }

    private static Order withLines(Order o, List<OrderLine> lines) {
        return new Order(
                o.id(),
                o.number(),
                o.customerId(),
                o.email(),
                o.state(),
                lines,
                o.totals(),
                o.shipTo(),
                o.billTo(),
                o.shipping(),
                o.paymentId(),
                o.paidWith(),
                o.refunded(),
                o.tracking(),
                o.placedAt(),
                o.deliveredAt(),
                o.updatedAt(),
                o.version());
    }

    private static OrderLine line(ResultSet row, Currency currency) throws SQLException {
        return new OrderLine(
                row.getInt("position"),
                row.getObject("variant_id", UUID.class),
                row.getObject("product_id", UUID.class),
                row.getObject("seller_id", UUID.class),
                row.getString("seller_name"),
                row.getString("sku"),
                row.getString("title"),
                row.getString("slug"),
                OrderJson.read(row.getString("options"), OPTIONS),
                row.getString("picture_url"),
                row.getInt("quantity"),
                new Money(row.getLong("unit"), currency),
                new Money(row.getLong("total"), currency),
                row.getInt("tax_rate"),
                new Money(row.getLong("tax"), currency),
                row.getInt("returned"),
                new Money(row.getLong("refunded"), currency));
    }

    private static @Nullable OrderState state(@Nullable String name) {
        return name == null ? null : OrderState.valueOf(name);
    }
}
