package io.peakday.orders;

import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.web.ETags;
import io.peakday.web.Page;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What customers see of their orders, and guests of the one whose number and e-mail they know. */
@RestController
@RequestMapping("/api/v1/orders")
@Route(priority = Priority.INTERACTIVE)
class OrdersApi {
    private static final int PAGE = 20;
    private static final int MAX_PAGE = 100;

    private final Orders orders;

    OrdersApi(Orders orders) {
        this.orders = orders;
    }

    /** An order with everything its owner may know; refunds without those the provider refused. */
    record OrderDetails(
            Order order, List<TimelineEntry> timeline, List<OrderReturn> returns, List<OrderRefund> refunds) {}

    /** What to send back; the id is made by the caller. */
    record ReturnForm(
            @Nullable UUID id,
            @Nullable List<@Nullable LineForm> lines,
            @Nullable String reason) {
        record LineForm(
                @Nullable Integer position, @Nullable Integer quantity) {}

        ReturnRequest request() {
            new Checks()
                    .require(id != null, "id", "required", "id is required.")
                    .require(lines != null, "lines", "required", "lines is required.")
                    .orThrow("orders.bad-return", "This return cannot be requested.");
            if (id == null || lines == null) {
                throw new IllegalStateException("checked above");
            }
            List<ReturnRequest.Line> asked = new ArrayList<>();
            for (LineForm line : lines) {
                Integer position = line == null ? null : line.position();
                Integer quantity = line == null ? null : line.quantity();
                asked.add(new ReturnRequest.Line(position == null ? 0 : position, quantity == null ? 0 : quantity));
            }
            return new ReturnRequest(id, asked, reason == null ? "" : reason);
        }
    }

    /** Why an order is given up. */
    record CancelForm(@Nullable String reason) {}

    @GetMapping
    Page<OrderSummary> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        UUID customer = CurrentActor.requireCustomer().id();
        return orders.list(OrderFilter.ofCustomer(customer), cursor, Page.limit(limit, PAGE, MAX_PAGE));
    }

    @GetMapping("/{number}")
    ResponseEntity<OrderDetails> find(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String email,
            HttpServletRequest request) {
        Order order = mine(number, email, request);
        return ResponseEntity.ok().eTag(ETags.of(order.version())).body(details(order));
    }

    @PostMapping("/{number}/returns")
    @ResponseStatus(HttpStatus.CREATED)
    OrderReturn requestReturn(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String email,
            @RequestBody ReturnForm form,
            HttpServletRequest request) {
        Order order = mine(number, email, request);
        return orders.requestReturn(order.id(), form.request(), PerformedBy.of(CurrentActor.get()));
    }

    /** A customer may give an order up until somebody has packed it. */
    @PostMapping("/{number}/cancel")
    OrderDetails cancel(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String email,
            @RequestBody CancelForm form,
            HttpServletRequest request) {
        Order order = mine(number, email, request);
        if (order.state() != OrderState.PAID && order.state() != OrderState.PLACED) {
            throw Failure.conflict(
                    "orders.illegal-transition", "An order that is " + order.state() + " cannot become CANCELLED.");
        }
        String reason = form.reason();
        String why = reason == null || reason.isBlank() ? "Cancelled by the customer" : reason;
        return details(orders.cancel(order.id(), why, PerformedBy.of(CurrentActor.get())));
    }

    private OrderDetails details(Order order) {
        List<TimelineEntry> shown = orders.timeline(order.id()).stream()
                .filter(entry -> !entry.internal())
                .map(OrdersApi::withoutNames)
                .toList();
        List<OrderRefund> refunds = orders.refunds(order).stream()
                .filter(refund -> refund.state() != OrderRefund.State.REFUSED)
                .toList();
        return new OrderDetails(order, shown, orders.returns(order.id()), refunds);
    }

    /** Customers learn that the shop did something, not who in it. */
    private static TimelineEntry withoutNames(TimelineEntry e) {
        boolean own =
                e.actor().equals(PerformedBy.CUSTOMER.label()) || e.actor().equals(PerformedBy.GUEST.label());
        return new TimelineEntry(
                e.at(), e.kind(), e.from(), e.to(), own ? e.actor() : "shop", e.detail(), e.internal());
    }

    /** The customer's own order, or the one whose e-mail is given; everything else does not exist. */
    private Order mine(String number, @Nullable String email, HttpServletRequest request) {
        var customer = CurrentActor.customerId();
        return customer.flatMap(id -> orders.byNumber(number).filter(o -> id.equals(o.customerId())))
                .or(() -> email == null ? Optional.empty() : orders.lookUp(number, email, request.getRemoteAddr()))
                .orElseThrow(Orders::notFound);
    }
}
