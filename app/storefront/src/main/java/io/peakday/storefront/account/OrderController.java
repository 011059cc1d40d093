package io.peakday.storefront.account;

import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.orders.Order;
import io.peakday.orders.Orders;
import io.peakday.orders.PerformedBy;
import io.peakday.orders.ReturnRequest;
import io.peakday.storefront.account.AccountViews.GuestOrder;
import io.peakday.storefront.account.AccountViews.LookUp;
import io.peakday.storefront.account.AccountViews.OrderPage;
import io.peakday.storefront.account.AccountViews.ReturnPage;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.storefrontkit.Sentences;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import io.peakday.web.Crawl;
import io.peakday.web.Parameters;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * One order: for the customer who placed it, or for whoever knows its number and its e-mail address. The address is sent
 * again with everything a guest does, and every time it is checked and counted as a look-up.
 */
@RestController
@Route(priority = Priority.INTERACTIVE, crawl = Crawl.REFUSED)
public final class OrderController {
    private static final String LINE = "line.";
    private static final int MAX_UNITS = 9_999;
    private static final String UNKNOWN = "There is no order with this number and e-mail address.";

    private final Orders orders;
    private final OrderViews views;
    private final AccountFrames frames;
    private final PageLayouts layouts;
    private final Html html;

    public OrderController(Orders orders, OrderViews views, AccountFrames frames, PageLayouts layouts, Html html) {
        this.orders = orders;
        this.views = views;
        this.frames = frames;
        this.layouts = layouts;
        this.html = html;
    }

    @GetMapping("/orders/look-up")
    ResponseEntity<byte[]> lookUpPage() {
        return lookUp(HttpStatus.OK, Form.EMPTY);
    }

    @PostMapping("/orders/look-up")
    ResponseEntity<byte[]> lookUp(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String email) {
        Form form = Form.of(Map.of("number", number, "email", email));
        try {
            return orders.lookUp(number.strip().toUpperCase(Locale.ROOT), email.strip(), request.getRemoteAddr())
                    .map(order -> html.page(
                            "account/guestorder",
                            new GuestOrder(
                                    layouts.personal("Order " + order.number()), views.of(order), email.strip())))
                    .orElseGet(() -> lookUp(HttpStatus.NOT_FOUND, form.problem(UNKNOWN)));
        } catch (Failure failure) {
            return lookUp(HttpStatus.UNPROCESSABLE_CONTENT, Sentences.put(form, failure));
        }
    }

    /** The order's page; whoever is not known to own it is asked for its e-mail address. */
    @GetMapping("/orders/{number}")
    ResponseEntity<byte[]> order(@PathVariable String number, @RequestParam(required = false) @Nullable String note) {
        return mine(number)
                .map(order -> html.page(
                        "account/order",
                        new OrderPage(
                                frames.of(CurrentActor.requireCustomer(), "Order " + order.number(), "orders", note),
                                views.of(order))))
                .orElseGet(() -> lookUp(HttpStatus.OK, Form.of(Map.of("number", number))));
    }

    @GetMapping("/orders/{number}/return")
    ResponseEntity<byte[]> returnPage(
            HttpServletRequest request, @PathVariable String number, @RequestParam(defaultValue = "") String email) {
        Order order = allowed(request, number, email);
        return showReturn(HttpStatus.OK, order, Form.EMPTY, Ids.next().toString(), email);
    }

    @PostMapping("/orders/{number}/return")
    ResponseEntity<byte[]> announce(
            HttpServletRequest request, @PathVariable String number, @RequestParam Map<String, String> sent) {
        Form form = Form.of(sent);
        String email = form.value("email");
        Order order = allowed(request, number, email);
        Form numbers = numbers(form, sent);
        if (!numbers.ok()) {
            return showReturn(HttpStatus.UNPROCESSABLE_CONTENT, order, numbers, form.value("returnId"), email);
        }
        try {
            orders.requestReturn(
                    order.id(),
                    new ReturnRequest(
                            UUID.fromString(form.value("returnId")),
                            lines(sent),
                            form.value("reason").strip()),
                    by());
        } catch (Failure failure) {
            Form wrong =
                    failure.fields().stream().anyMatch(error -> error.field().startsWith("lines"))
                            ? form.problem("Please choose at least one thing that comes back.")
                            : Sentences.put(form, failure);
            return showReturn(HttpStatus.UNPROCESSABLE_CONTENT, order, wrong, form.value("returnId"), email);
        } catch (IllegalArgumentException notAnId) {
            return showReturn(
                    HttpStatus.UNPROCESSABLE_CONTENT, order, form, Ids.next().toString(), email);
        }
        return after(order, email, "returned");
    }

    @PostMapping("/orders/{number}/cancel")
    ResponseEntity<byte[]> cancel(
            HttpServletRequest request, @PathVariable String number, @RequestParam(defaultValue = "") String email) {
        Order order = allowed(request, number, email);
        orders.cancel(order.id(), "Cancelled by the customer", by());
        return after(order, email, "cancelled");
    }

    private ResponseEntity<byte[]> after(Order order, String email, String note) {
        if (email.isEmpty()) {
            return Html.see("/orders/" + order.number() + "?note=" + note);
        }
        Order fresh = orders.find(order.id()).orElse(order);
        return html.page(
                "account/guestorder",
                new GuestOrder(layouts.personal("Order " + order.number()), views.of(fresh), email));
    }

    private Order allowed(HttpServletRequest request, String number, String email) {
        Optional<Order> order =
                email.isBlank() ? mine(number) : orders.lookUp(number, email.strip(), request.getRemoteAddr());
        return order.orElseThrow(() -> Failure.notFound("orders.not-found", UNKNOWN));
    }

    private Optional<Order> mine(String number) {
        UUID me = CurrentActor.customerId().orElse(null);
        return me == null ? Optional.empty() : orders.byNumber(number).filter(order -> me.equals(order.customerId()));
    }

    private static PerformedBy by() {
        return CurrentActor.get() instanceof Actor.Customer ? PerformedBy.CUSTOMER : PerformedBy.GUEST;
    }

    /** The form with a word about each quantity that is none, so that no line is left out silently. */
    private static Form numbers(Form form, Map<String, String> sent) {
        Form checked = form;
        for (Map.Entry<String, String> line : sent.entrySet()) {
            if (line.getKey().startsWith(LINE) && units(line.getValue()) < 0) {
                checked = checked.error(line.getKey(), "Please choose how many come back, as a whole number.");
            }
        }
        return checked;
    }

    private static List<ReturnRequest.Line> lines(Map<String, String> sent) {
        List<ReturnRequest.Line> lines = new ArrayList<>();
        sent.forEach((name, value) -> {
            if (name.startsWith(LINE) && units(value) > 0) {
                int position = number(name.substring(LINE.length()));
                if (position >= 0) {
                    lines.add(new ReturnRequest.Line(position, units(value)));
                }
            }
        });
        return lines;
    }

    /** How many of a line come back: none where nothing is typed, and -1 where it is no such number. */
    private static int units(String typed) {
        int units = typed.isBlank() ? 0 : number(typed);
        return units > MAX_UNITS ? -1 : units;
    }

    private static int number(String text) {
        try {
            return Math.max(-1, Parameters.wholeInt(text));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private ResponseEntity<byte[]> showReturn(HttpStatus status, Order order, Form form, String id, String email) {
        return html.page(
                status,
                "account/returnform",
                new ReturnPage(layouts.personal("Return something"), views.of(order), form, id, email));
    }

    private ResponseEntity<byte[]> lookUp(HttpStatus status, Form form) {
        return html.page(status, "account/lookup", new LookUp(layouts.personal("Find an order"), form));
    }
}
