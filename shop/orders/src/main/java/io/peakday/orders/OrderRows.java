package io.peakday.orders;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Money;
import io.peakday.pricing.Totals;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
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
                tax, total, refunded, items, name, country, document, payment_id, placed_at, delivered_at, updated_at,
                tracking)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String INSERT_LINES = """
            insert into orders.line (order_id, position, variant_id, product_id, seller_id, seller_name, sku, title, slug,
                options, picture_url, quantity, unit, total, tax_rate, tax, returned, refunded)
            select * from unnest(?::uuid[], ?::int[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[], ?::bigint[], ?::int[], ?::bigint[], ?::int[],
                ?::bigint[])""";
    private static final String INSERT_TIMELINE = """
            insert into orders.timeline (order_id, at, kind, from_state, to_state, actor, detail, internal)
            select * from unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::boolean[])""";

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
        insertLines(tx, orders);
        insertTimeline(
                tx,
                orders.stream()
                        .flatMap(placed -> placed.timeline().stream()
                                .map(e -> new Event(placed.order().id(), e)))
                        .toList());
    }

    void append(UUID orderId, TimelineEntry entry) {
        database.connection(tx -> {
            insertTimeline(tx, List.of(new Event(orderId, entry)));
            return entry;
        });
    }

    List<TimelineEntry> timeline(UUID orderId) {
        return database.sql()
                .sql("select * from orders.timeline where order_id = ? order by at, id")
                .param(orderId)
                .query((row, n) -> new TimelineEntry(
                        SqlTime.instant(row, "at"),
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
                        order.shipTo(),
                        order.billTo(),
                        order.shipping(),
                        totals.taxes(),
                        order.paidWith(),
                        totals.taxNote())));
        insert.setObject(i++, order.paymentId());
        insert.setObject(i++, SqlTime.of(order.placedAt()));
        insert.setObject(i++, SqlTime.ofNullable(delivered), Types.TIMESTAMP_WITH_TIMEZONE);
        insert.setObject(i++, SqlTime.of(order.updatedAt()));
        insert.setString(i, order.tracking() == null ? null : OrderJson.write(order.tracking()));
    }

    private static void insertLines(Connection tx, List<PlacedOrder> orders) throws SQLException {
        List<Bought> lines = orders.stream()
                .flatMap(placed -> placed.order().lines().stream()
                        .map(line -> new Bought(placed.order().id(), line)))
                .toList();
        try (PreparedStatement insert = tx.prepareStatement(INSERT_LINES)) {
            var columns = new Columns<>(tx, insert, lines);
            columns.add("uuid", Bought::orderId);
            columns.add("int4", b -> b.line().position());
            columns.add("uuid", b -> b.line().variantId());
            columns.add("uuid", b -> b.line().productId());
            columns.add("uuid", b -> b.line().sellerId());
            columns.add("text", b -> b.line().sellerName());
            columns.add("text", b -> b.line().sku());
            columns.add("text", b -> b.line().title());
            columns.add("text", b -> b.line().slug());
            columns.add("text", b -> OrderJson.write(b.line().options()));
            columns.add("text", b -> b.line().pictureUrl());
            columns.add("int4", b -> b.line().quantity());
            columns.add("int8", b -> b.line().unitPrice().minor());
            columns.add("int8", b -> b.line().total().minor());
            columns.add("int4", b -> b.line().taxRate());
            columns.add("int8", b -> b.line().tax().minor());
            columns.add("int4", b -> b.line().returned());
            columns.add("int8", b -> b.line().refunded().minor());
            insert.executeUpdate();
        }
    }

    private static void insertTimeline(Connection tx, List<Event> events) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(INSERT_TIMELINE)) {
            var columns = new Columns<>(tx, insert, events);
            columns.add("uuid", Event::orderId);
            columns.add("timestamptz", e -> e.entry().at().toString());
            columns.add("text", e -> e.entry().kind());
            columns.add("text", e -> name(e.entry().from()));
            columns.add("text", e -> name(e.entry().to()));
            columns.add("text", e -> e.entry().actor());
            columns.add("text", e -> e.entry().detail());
            columns.add("bool", e -> e.entry().internal());
            insert.executeUpdate();
        }
    }

    private static @Nullable String name(@Nullable OrderState state) {
        return state == null ? null : state.name();
    }

    /** A line and whose it is. */
    private record Bought(UUID orderId, OrderLine line) {}

    /** Something that happened, and to which order. */
    private record Event(UUID orderId, TimelineEntry entry) {}

    private static Order read(ResultSet row, int n) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        OrderDocument document = OrderJson.read(row.getString("document"), OrderDocument.class);
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
                        document.taxes(),
                        document.taxNote()),
                document.shipTo(),
                document.billTo(),
                document.shipping(),
                row.getObject("payment_id", UUID.class),
                document.paidWith(),
                new Money(row.getLong("refunded"), currency),
                tracking == null ? null : OrderJson.read(tracking, Tracking.class),
                SqlTime.instant(row, "placed_at"),
                SqlTime.instantOrNull(row, "delivered_at"),
                SqlTime.instant(row, "updated_at"),
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
