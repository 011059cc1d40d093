package io.peakday.orders;

import io.peakday.kernel.Csv;
import io.peakday.web.Page;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders as CSV (RFC 4180): one line an order. */
final class OrderCsv {
    private static final int PAGE = 500;

    private OrderCsv() {}

    static void write(OrderLists lists, OrderFilter filter, Appendable to) throws IOException {
        to.append("number,placed_at,state,email,name,country,items,currency,total,refunded,tax\r\n");
        @Nullable String cursor = null;
        do {
            Page<OrderSummary> page = lists.list(filter, cursor, PAGE);
            for (OrderSummary order : page.items()) {
                to.append(row(order));
            }
            cursor = page.next();
        } while (cursor != null);
    }

    private static String row(OrderSummary order) {
        return Csv.line(List.of(
                order.number(),
                order.placedAt().toString(),
                order.state().name(),
                order.email(),
                order.name(),
                order.country(),
                Integer.toString(order.items()),
                order.total().currency().getCurrencyCode(),
                order.total().decimal(),
                order.refunded().decimal(),
                order.tax().decimal()));
    }
}
