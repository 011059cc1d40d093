package io.peakday.orders.console;

import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.Frame;
import io.peakday.customers.CustomersPermissions;
import io.peakday.customers.Erasures;
import io.peakday.identity.Requires;
import io.peakday.orders.KeptInvoice;
import io.peakday.orders.Order;
import io.peakday.orders.Orders;
import io.peakday.ui.Html;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What is personal of an order that a guest placed, erased at their wish, and what the law keeps. Everything here is a POST, so that it
 * is in the audit log who did it.
 */
@RestController
@RequestMapping("/console/privacy")
@Requires(CustomersPermissions.Names.PRIVACY_MANAGE)
public final class OrderPrivacyController {
    private final Orders orders;
    private final Erasures erasures;
    private final ConsoleContext context;
    private final Html html;

    public OrderPrivacyController(Orders orders, Erasures erasures, ConsoleContext context, Html html) {
        this.orders = orders;
        this.erasures = erasures;
        this.context = context;
        this.html = html;
    }

    /** What the law keeps of an erased order. */
    public record InvoicePage(
            Frame frame, Order order, @Nullable KeptInvoice invoice) {}

    @PostMapping("/orders/{number}/erase")
    ResponseEntity<byte[]> erase(@PathVariable String number) {
        Order order = orders.requireOfGuest(number);
        erasures.order(order.id());
        return Html.see("/console/orders/" + order.number());
    }

    /** Whom the invoice of an erased order was written to. */
    @PostMapping("/orders/{number}/invoice")
    ResponseEntity<byte[]> invoice(@PathVariable String number, HttpServletRequest request) {
        Order order = orders.require(number);
        return html.page(
                "orders/invoice",
                new InvoicePage(
                        context.frame(request, "orders", "Kept invoice"),
                        order,
                        orders.keptInvoice(order.id()).orElse(null)));
    }
}
