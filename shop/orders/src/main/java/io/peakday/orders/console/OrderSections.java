package io.peakday.orders.console;

import io.peakday.consolekit.CustomerSection;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.OverviewSection;
import io.peakday.consolekit.Query;
import io.peakday.consolekit.Section;
import io.peakday.orders.OrderFilter;
import io.peakday.orders.OrderSummary;
import io.peakday.orders.Orders;
import io.peakday.orders.OrdersPermissions;
import io.peakday.orders.console.OrderPages.Part;
import io.peakday.ui.Html;
import io.peakday.ui.Link;
import io.peakday.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders on the pages of others: the latest on the overview, and those of a customer. */
final class OrderSections {
    private static final int LATEST = 10;
    private static final int OF_CUSTOMER = 25;

    private final Orders orders;
    private final Html html;

    OrderSections(Orders orders, Html html) {
        this.orders = orders;
        this.html = html;
    }

    /** See {@link OverviewSection}. */
    @Nullable
    Section latest(Frame frame) {
        if (!frame.may(OrdersPermissions.ORDERS_READ)) {
            return null;
        }
        List<OrderSummary> latest = orders.list(OrderFilter.ALL, null, LATEST).items();
        if (latest.isEmpty()) {
            return null;
        }
        return new Section(
                "Latest orders",
                new Link("All orders", "/console/orders"),
                html.part("orders/part", new Part(frame, latest, "")));
    }

    /** See {@link CustomerSection}. */
    @Nullable
    Section ofCustomer(CustomerSection.Customer customer, Frame frame) {
        if (!frame.may(OrdersPermissions.ORDERS_READ)) {
            return null;
        }
        Page<OrderSummary> bought = orders.list(OrderFilter.ofCustomer(customer.id()), null, OF_CUSTOMER);
        Link all = new Link(
                "All of them",
                Query.of("/console/orders").with("q", customer.email()).href());
        return new Section(
                "Orders",
                bought.next() == null ? null : all,
                html.part("orders/part", new Part(frame, bought.items(), "Has not bought anything yet.")));
    }
}
