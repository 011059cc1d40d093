package io.peakday.orders.console;

import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.Query;
import io.peakday.consolekit.Times;
import io.peakday.identity.Requires;
import io.peakday.orders.OrderFilter;
import io.peakday.orders.OrderState;
import io.peakday.orders.Orders;
import io.peakday.orders.OrdersPermissions;
import io.peakday.orders.console.OrderPages.ListPage;
import io.peakday.ui.Html;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The list of orders, and the same as a file. */
@RestController
@Requires(OrdersPermissions.Names.ORDERS_READ)
final class OrdersController {
    private static final int PAGE = 50;

    private final Orders orders;
    private final ConsoleContext context;
    private final Html html;

    public OrdersController(Orders orders, ConsoleContext context, Html html) {
        this.orders = orders;
        this.context = context;
        this.html = html;
    }

    @GetMapping("/console/orders")
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        Query query = query(request);
        return html.page(
                "orders/list",
                new ListPage(
                        context.frame(request, "orders", "Orders"),
                        query,
                        orders.list(filter(query, ConsoleContext.zone(request)), query.value("cursor"), PAGE),
                        orders.counts()));
    }

    @GetMapping("/console/orders.csv")
    void csv(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ConsoleContext.member();
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"orders.csv\"");
        orders.exportCsv(filter(query(request), ConsoleContext.zone(request)), response.getWriter());
    }

    private static Query query(HttpServletRequest request) {
        Query query = Query.of("/console/orders");
        for (String name : new String[] {"state", "q", "from", "to", "cursor"}) {
            query = query.with(name, request.getParameter(name));
        }
        return query;
    }

    private static OrderFilter filter(Query query, ZoneId zone) {
        String text = query.value("q");
        return OrderFilter.ALL
                .withState(state(query.value("state")))
                .withText(text.isEmpty() ? null : text)
                .placedBetween(Times.start(query.value("from"), zone, 0), Times.start(query.value("to"), zone, 1));
    }

    private static @Nullable OrderState state(String code) {
        for (OrderState state : OrderState.values()) {
            if (state.name().equals(code.toUpperCase(Locale.ROOT))) {
                return state;
            }
        }
        return null;
    }
}
