package io.peakday.orders.console;

import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.Refusal;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.orders.Order;
import io.peakday.orders.OrderReturn;
import io.peakday.orders.Orders;
import io.peakday.orders.OrdersPermissions;
import io.peakday.orders.PerformedBy;
import io.peakday.orders.Tracking;
import io.peakday.orders.console.OrderPages.OrderPage;
import io.peakday.payments.Payment;
import io.peakday.payments.Payments;
import io.peakday.payments.PaymentsPermissions;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One order, and everything that staff do with it. A refusal is said on the same page, with what was typed. */
@RestController
@RequestMapping("/console/orders/{number}")
@Requires({OrdersPermissions.Names.ORDERS_READ, OrdersPermissions.Names.ORDERS_WRITE})
public final class OrderController {
    private final Orders orders;
    private final Payments payments;
    private final ConsoleContext context;
    private final Html html;

    public OrderController(Orders orders, Payments payments, ConsoleContext context, Html html) {
        this.orders = orders;
        this.payments = payments;
        this.context = context;
        this.html = html;
    }

    @GetMapping
    @Requires(OrdersPermissions.Names.ORDERS_READ)
    ResponseEntity<byte[]> show(@PathVariable String number, HttpServletRequest request) {
        return html.page("orders/page", page(orders.require(number), request, Form.EMPTY, ""));
    }

    @PostMapping("/pack")
    ResponseEntity<byte[]> pack(@PathVariable String number, HttpServletRequest request) {
        return act(number, "packed", request, Map.of(), "pack", order -> orders.pack(order.id(), by()));
    }

    @PostMapping("/ship")
    ResponseEntity<byte[]> ship(
            @PathVariable String number, @RequestParam Map<String, String> form, HttpServletRequest request) {
        return act(number, "shipped", request, form, "ship", order -> {
            String url = form.getOrDefault("url", "").strip();
            orders.ship(
                    order.id(),
                    new Tracking(
                            form.getOrDefault("carrier", "").strip(),
                            form.getOrDefault("number", "").strip(),
                            url.isEmpty() ? null : url),
                    by());
        });
    }

    @PostMapping("/deliver")
    ResponseEntity<byte[]> deliver(@PathVariable String number, HttpServletRequest request) {
        return act(number, "delivered", request, Map.of(), "deliver", order -> orders.deliver(order.id(), by()));
    }

    @PostMapping("/cancel")
    @Requires({OrdersPermissions.Names.ORDERS_WRITE, PaymentsPermissions.Names.PAYMENTS_REFUND})
    ResponseEntity<byte[]> cancel(
            @PathVariable String number, @RequestParam Map<String, String> form, HttpServletRequest request) {
        return act(
                number,
                "cancelled",
                request,
                form,
                "cancel",
                order -> orders.cancel(order.id(), form.getOrDefault("reason", ""), by()));
    }

    @PostMapping("/refund")
    @Requires({OrdersPermissions.Names.ORDERS_READ, PaymentsPermissions.Names.PAYMENTS_REFUND})
    ResponseEntity<byte[]> refund(
            @PathVariable String number, @RequestParam Map<String, String> form, HttpServletRequest request) {
        return act(
                number,
                "refunded",
                request,
                form,
                "refund",
                order -> orders.refund(order.id(), RefundForm.read(order, form), by()));
    }

    @PostMapping("/note")
    ResponseEntity<byte[]> note(
            @PathVariable String number, @RequestParam Map<String, String> form, HttpServletRequest request) {
        return act(
                number,
                "noted",
                request,
                form,
                "note",
                order -> orders.note(order.id(), form.getOrDefault("text", ""), by()));
    }

    @PostMapping("/returns")
    ResponseEntity<byte[]> announce(
            @PathVariable String number, @RequestParam Map<String, String> form, HttpServletRequest request) {
        return act(
                number,
                "announced",
                request,
                form,
                "announce",
                order -> orders.announceReturn(order.id(), ReturnForm.read(order, form), by()));
    }

    @PostMapping("/returns/{id}/receive")
    ResponseEntity<byte[]> receive(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestParam Map<String, String> form,
            HttpServletRequest request) {
        boolean refund = form.containsKey("refund");
        if (refund) {
            CurrentActor.require(PaymentsPermissions.PAYMENTS_REFUND);
        }
        return act(
                number,
                "received",
                request,
                form,
                "receive",
                order -> orders.receiveReturn(of(order, id), refund, by()));
    }

    @PostMapping("/returns/{id}/reject")
    ResponseEntity<byte[]> reject(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestParam Map<String, String> form,
            HttpServletRequest request) {
        return act(
                number,
                "rejected",
                request,
                form,
                "reject",
                order -> orders.rejectReturn(of(order, id), form.getOrDefault("reason", ""), by()));
    }

    private ResponseEntity<byte[]> act(
            String number,
            String done,
            HttpServletRequest request,
            Map<String, String> form,
            String action,
            Consumer<Order> work) {
        Order order = orders.require(number);
        try {
            work.accept(order);
        } catch (Failure failure) {
            Refusal refusal = Refusal.of(failure);
            OrderPage page = page(orders.require(number), request, Form.of(form).failed(failure), action);
            return refused(refusal.status(), page, refusal.sentence());
        }
        return Html.see("/console/orders/" + order.number() + "?done=" + done);
    }

    private ResponseEntity<byte[]> refused(HttpStatus status, OrderPage page, String sentence) {
        return html.page(
                status,
                "orders/page",
                new OrderPage(
                        page.frame().problem(sentence),
                        page.order(),
                        page.timeline(),
                        page.returns(),
                        page.payment(),
                        page.ledger(),
                        page.refunds(),
                        page.form(),
                        page.asked(),
                        page.requestId()));
    }

    private OrderPage page(Order order, HttpServletRequest request, Form form, String asked) {
        UUID paymentId = order.paymentId();
        return new OrderPage(
                context.frame(request, "orders", order.number()),
                order,
                orders.timeline(order.id()).stream().map(OrderPages.Event::of).toList(),
                orders.returns(order.id()),
                paymentId == null
                        ? null
                        : payments.payment(paymentId)
                                .map(Payment::withoutSecrets)
                                .orElse(null),
                paymentId == null ? List.of() : payments.ledger(paymentId),
                orders.refunds(order),
                form,
                asked,
                Ids.next());
    }

    /** The return's id, if it is one of this order. */
    private UUID of(Order order, UUID returnId) {
        return orders.returns(order.id()).stream()
                .map(OrderReturn::id)
                .filter(returnId::equals)
                .findFirst()
                .orElseThrow(() -> Failure.notFound("orders.no-return", "This order has no such return."));
    }

    private static PerformedBy by() {
        return PerformedBy.of(CurrentActor.get());
    }
}
