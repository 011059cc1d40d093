package io.peakday.orders;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Money;
import io.peakday.web.Cursors;
import io.peakday.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists of orders, newest first, by what the filter says. */
final class OrderLists {
    private static final String SELECT = """
            select o.id, o.number, o.customer_id, o.email, o.name, o.state, o.items, o.country, o.currency, o.total,
                   o.refunded, o.placed_at, o.tax, l.title, l.picture_url
            from orders.orders o left join orders.line l on l.order_id = o.id and l.position = 1""";

    private final Database database;

    OrderLists(Database database) {
        this.database = database;
    }

    Page<OrderSummary> list(OrderFilter filter, @Nullable String cursor, int limit) {
        Where where = where(filter);
        Cursors.read(cursor, 2)
                .ifPresent(parts -> where.and(
                        "(o.placed_at, o.id) < (?::timestamptz, ?::uuid)",
                        SqlTime.of(instant(parts.get(0))),
                        uuid(parts.get(1))));
        List<OrderSummary> found = database.sql()
                .sql(SELECT + where.sql() + " order by o.placed_at desc, o.id desc limit " + (limit + 1))
                .params(where.values)
                .query(OrderLists::read)
                .list();
        return Page.of(found, limit, last -> Cursors.of(last.placedAt(), last.id()));
    }

    Map<OrderState, Long> counts() {
        Map<OrderState, Long> counts = new EnumMap<>(OrderState.class);
        database.sql()
                .sql("select state, count(*) from orders.orders group by state")
                .query(row -> {
                    counts.put(OrderState.valueOf(row.getString(1)), row.getLong(2));
                });
        return counts;
    }

    private static Where where(OrderFilter filter) {
        Where where = new Where();
        OrderState state = filter.state();
        if (state != null) {
            where.and("o.state = ?", state.name());
        }
        UUID customerId = filter.customerId();
        if (customerId != null) {
            where.and("o.customer_id = ?", customerId);
        }
        String text = filter.text();
        if (text != null && !text.isBlank()) {
            OrderNumbers.read(text)
                    .ifPresentOrElse(
                            number -> where.and("o.number = ?", number),
                            () -> where.and("o.email_key like ?", escaped(OrderRows.emailKey(text)) + "%"));
        }
        Instant from = filter.from();
        if (from != null) {
            where.and("o.placed_at >= ?", SqlTime.of(from));
        }
        Instant to = filter.to();
        if (to != null) {
            where.and("o.placed_at < ?", SqlTime.of(to));
        }
        return where;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Cursors.bad();
        }
    }

    private static UUID uuid(String text) {
        return io.peakday.kernel.Ids.parse(text).orElseThrow(Cursors::bad);
    }

    private static OrderSummary read(ResultSet row, int n) throws SQLException {
        String currency = row.getString("currency");
        String title = row.getString("title");
        return new OrderSummary(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getObject("customer_id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                OrderState.valueOf(row.getString("state")),
                row.getInt("items"),
                title == null ? "" : title,
                row.getString("picture_url"),
                row.getString("country"),
                Money.of(row.getLong("total"), currency),
                Money.of(row.getLong("refunded"), currency),
                SqlTime.instant(row, "placed_at"),
                Money.of(row.getLong("tax"), currency));
    }

    /** Conditions and their values, in step. */
    private static final class Where {
        private final List<String> conditions = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        void and(String condition, Object... with) {
            conditions.add(condition);
            values.addAll(List.of(with));
        }

        String sql() {
            return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        }
    }
}
