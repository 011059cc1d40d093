package io.peakday.orders.console;

import io.peakday.consolekit.ConsoleConfiguration;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.CustomerSection;
import io.peakday.consolekit.FlashMessages;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.consolekit.OverviewSection;
import io.peakday.customers.Erasures;
import io.peakday.orders.Orders;
import io.peakday.orders.OrdersPermissions;
import io.peakday.payments.Payments;
import io.peakday.ui.Html;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The pages about orders. */
@ConsoleConfiguration
@Import(OrderOverview.class)
public class OrderConsole {
    private final Html html = Html.of(OrderConsole.class);

    @Bean
    MenuEntry orderMenu() {
        return new MenuEntry(
                        MenuGroup.SELL.at(10),
                        "orders",
                        "Orders",
                        "/console/orders",
                        "receipt",
                        OrdersPermissions.ORDERS_READ)
                .on("o");
    }

    @Bean
    FlashMessages orderMessages() {
        return new FlashMessages(Map.ofEntries(
                Map.entry("packed", "The order is packed."),
                Map.entry("shipped", "The order is shipped, and the customer gets the tracking number by mail."),
                Map.entry("delivered", "The order is delivered."),
                Map.entry("cancelled", "The order is cancelled; stock and money go back."),
                Map.entry("refunded", "The money is on its way back."),
                Map.entry("noted", "The note is kept. Only staff can read it."),
                Map.entry("announced", "The return is noted. Receive it below once its goods are looked at."),
                Map.entry("received", "The return is received and its goods are back on the shelf."),
                Map.entry("rejected", "The return is refused, and the customer will be notified of the reason.")));
    }

    @Bean
    OrdersController consoleOrders(Orders orders, ConsoleContext context) {
        return new OrdersController(orders, context, html);
    }

    @Bean
    OrderController consoleOrder(Orders orders, Payments payments, ConsoleContext context) {
        return new OrderController(orders, payments, context, html);
    }

    @Bean
    OrderPrivacyController consoleOrderPrivacy(Orders orders, Erasures erasures, ConsoleContext context) {
        return new OrderPrivacyController(orders, erasures, context, html);
    }

    @Bean
    OverviewSection latestOrders(Orders orders) {
        return OverviewSection.of("latest-orders", "Latest orders", new OrderSections(orders, html)::latest);
    }

    @Bean
    CustomerSection customerOrders(Orders orders) {
        return CustomerSection.of("orders", "Orders", new OrderSections(orders, html)::ofCustomer);
    }
}
