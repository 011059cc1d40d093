package io.peakday.orders;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Money;
import io.peakday.orders.OrderRefund.State;
import io.peakday.pricing.OpenTax;
import io.peakday.pricing.Totals.TaxPart;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * What of each refund is tax. It is decided when the refund is written down, under the order's lock, from what is open then,
 * and kept with it. Refunds from before that was kept get theirs here, in the order in which they were made.
 */
final class RefundTaxes {
    private static final TypeReference<List<TaxPart>> TAXES = new TypeReference<>() {};
    private static final TypeReference<List<RefundRequest.Line>> LINES = new TypeReference<>() {};

    private final Database database;

    RefundTaxes(Database database) {
        this.database = database;
    }

    /** All refunds of an order, oldest first. */
    List<OrderRefund> of(Order order) {
        return replayed(order, new OpenTax(order.totals().taxes()));
    }

    /** Net and tax of what is about to be refunded, after all that was or is about to be. */
    List<TaxPart> next(Order order, Money amount, List<RefundRequest.Line> lines) {
        OpenTax open = new OpenTax(order.totals().taxes());
        replayed(order, open);
        return open.take(ofRates(order, lines), amount);
    }

    private List<OrderRefund> replayed(Order order, OpenTax open) {
        List<OrderRefund> refunds = new ArrayList<>();
        for (Row row : rows(order.id(), order.refunded().currency())) {
            List<TaxPart> taxes = row.taxes();
            if (taxes == null) {
                taxes = row.refund().state() == State.REFUSED
                        ? List.of()
                        : open.take(
                                ofRates(order, row.refund().lines()),
                                row.refund().amount());
            } else if (row.refund().state() != State.REFUSED) {
                open.taken(taxes);
            }
            refunds.add(with(row.refund(), taxes));
        }
        return refunds;
    }

    private static Map<Integer, Money> ofRates(Order order, List<RefundRequest.Line> lines) {
        Map<Integer, Money> byRate = new HashMap<>();
        for (RefundRequest.Line line : lines) {
            order.lines().stream()
                    .filter(bought -> bought.position() == line.position())
                    .forEach(bought -> byRate.merge(bought.taxRate(), line.amount(), Money::plus));
        }
        return byRate;
    }

    private static OrderRefund with(OrderRefund refund, List<TaxPart> taxes) {
        return new OrderRefund(
                refund.id(),
                refund.orderId(),
                refund.state(),
                refund.amount(),
                refund.lines(),
                taxes,
                refund.reason(),
                refund.createdAt());
    }

    private List<Row> rows(UUID orderId, Currency currency) {
        return database.sql()
                .sql("select * from orders.refund where order_id = ? order by created_at, id")
                .param(orderId)
                .query((row, n) -> read(row, currency))
                .list();
    }

    private record Row(OrderRefund refund, @Nullable List<TaxPart> taxes) {}

    private static Row read(ResultSet row, Currency currency) throws SQLException {
        String taxes = row.getString("taxes");
        return new Row(
                new OrderRefund(
                        row.getObject("id", UUID.class),
                        row.getObject("order_id", UUID.class),
                        State.valueOf(row.getString("state")),
                        new Money(row.getLong("amount"), currency),
                        OrderJson.read(row.getString("lines"), LINES),
                        List.of(),
                        row.getString("reason"),
                        SqlTime.instant(row, "created_at")),
                taxes == null ? null : OrderJson.read(taxes, TAXES));
    }
}
