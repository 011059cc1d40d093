package io.peakday.orders;

import io.peakday.web.Page;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Orders as CSV (RFC 4180): one line an order, CRLF, quoted where needed. */
final class OrderCsv {
    private static final int PAGE = 500;

    private OrderCsv() {}

    static void write(OrderLists lists, OrderFilter filter, Appendable to) throws IOException {
        to.append("number,placed_at,state,email,name,country,items,currency,total,refunded\r\n");
        @Nullable String cursor = null;
        do {
            Page<OrderSummary> page = lists.list(filter, cursor, PAGE);
            for (OrderSummary order : page.items()) {
                to.append(row(order)).append("\r\n");
            }
            cursor = page.next();
        } while (cursor != null);
    }

    private static String row(OrderSummary order) {
        return List.of(
                        order.number(),
                        order.placedAt().toString(),
                        order.state().name(),
                        order.email(),
                        order.name(),
                        order.country(),
                        Integer.toString(order.items()),
                        order.total().currency().getCurrencyCode(),
                        order.total().decimal(),
                        order.refunded().decimal())
                .stream()
                .map(OrderCsv::cell)
                .collect(Collectors.joining(","));
    }

    /** Quoted where CSV needs it; a cell a spreadsheet could take for a formula begins with an apostrophe. */
    static String cell(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean quote = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
