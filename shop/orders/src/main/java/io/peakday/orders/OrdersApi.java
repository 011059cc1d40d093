package io.peakday.orders;

import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.web.ETags;
import io.peakday.web.Page;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/**
 * Orders as those see them who placed them: a signed-in customer all of theirs, a guest the one whose number and e-mail address they know.
 */
@RestController
@Tag(name = "Orders")
@RequestMapping("/api/v1/orders")
@Route(priority = Priority.INTERACTIVE)
class OrdersApi {
    private static final int PAGE = 20;
    private static final int MAX_PAGE = 100;

    private final Orders orders;

    OrdersApi(Orders orders) {
        this.orders = orders;
    }

    /**
     * An order with everything that its owner may know.
     *
     * @param order the order as it stands
     * @param timeline what happened to it, oldest first, without what is for staff only
     * @param returns what was asked to be returned, oldest first
     * @param refunds what was refunded or is about to be, oldest first; without refunds that the payment provider refused
     */
    record OrderDetails(
            Order order, List<TimelineEntry> timeline, List<OrderReturn> returns, List<OrderRefund> refunds) {}

    /**
     * What is to be sent back.
     *
     * @param id made by the caller, a UUID of its own for each return; asking again with it answers the first. Required
     * @param lines how many units of which lines, 1 to 100 lines, each at most once; required
     * @param reason why, 1 to 500 characters; required
     */
    record ReturnForm(
            @Nullable UUID id,
            @Nullable List<@Nullable LineForm> lines,
            @Nullable String reason) {
        /**
         * So many units of a line.
         *
         * @param position the line's position in the order, from 1; required
         * @param quantity units to be sent back, 1 or more; required
         */
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

    /**
     * Why an order is given up.
     *
     * @param reason up to 200 characters; {@code Cancelled by the customer} if it is absent or blank
     */
    record CancelForm(@Nullable String reason) {}

    /**
     * Lists the signed-in customer's orders, newest first.
     *
     * @param limit orders a page, 1 to 100; 20 if it is absent
     * @return a page of orders
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     */
    @GetMapping
    Page<OrderSummary> listOrders(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        UUID customer = CurrentActor.requireCustomer().id();
        return orders.list(OrderFilter.ofCustomer(customer), cursor, Page.limit(limit, PAGE, MAX_PAGE));
    }

    /**
     * Gets an order: the customer's own, or a guest's by number and e-mail address.
     *
     * <p>The {@code ETag} is the order's version.
     *
     * @param number the order's number, however it is typed: in any case, with or without hyphens and spaces
     * @param email the e-mail address of the order, for who is not signed in as the customer whose order it is
     * @return the order
     * @throws Failure {@code orders.not-found} (404) if there is no such order, or it belongs to somebody else, or number and e-mail address do
     *     not fit together
     * @throws Failure {@code orders.too-many-look-ups} (429) if too many orders were looked up by e-mail address from here in ten minutes (20
     *     unless the store sets otherwise)
     */
    @GetMapping("/{number}")
    ResponseEntity<OrderDetails> getOrder(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String email,
            HttpServletRequest request) {
        Order order = mine(number, email, request);
        return ResponseEntity.ok().eTag(ETags.of(order.version())).body(details(order));
    }

    /**
     * Asks to return goods of an order that was delivered.
     *
     * <p>It can be asked for until so long after the delivery as the store says (30 days unless set otherwise), also where the money was
     * refunded before. The goods are then received or rejected by the store; whether money is refunded is decided there.
     *
     * @param number the order's number, however it is typed: in any case, with or without hyphens and spaces
     * @param email the e-mail address of the order, for who is not signed in as the customer whose order it is
     * @param form what is to be sent back
     * @return the return; the first one with this id, where it was asked for before
     * @throws Failure {@code orders.not-found} (404) if there is no such order, or it belongs to somebody else, or number and e-mail address do
     *     not fit together
     * @throws Failure {@code orders.too-many-look-ups} (429) if too many orders were looked up by e-mail address from here in ten minutes (20
     *     unless the store sets otherwise)
     * @throws Failure {@code orders.bad-return} (400) if something is missing or too long, a quantity is below 1, or a line is named twice
     * @throws Failure {@code orders.no-line} (400) if the order has no line at a position that is named
     * @throws Failure {@code orders.key-reused} (409) if the id belongs to a return of another order
     * @throws Failure {@code orders.not-returnable} (409) if the goods cannot be returned (yet, or any more), or not so many of them
     */
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

    /**
     * Cancels an order, which its owner may until it is packed.
     *
     * <p>The goods go back into stock, and what was paid is refunded; while the payment provider has not answered, that refund is
     * {@code PENDING}. The event {@code order.cancelled} follows, and {@code order.refunded} once the money is refunded.
     *
     * @param number the order's number, however it is typed: in any case, with or without hyphens and spaces
     * @param email the e-mail address of the order, for who is not signed in as the customer whose order it is
     * @param form why
     * @return the order, cancelled
     * @throws Failure {@code orders.not-found} (404) if there is no such order, or it belongs to somebody else, or number and e-mail address do
     *     not fit together
     * @throws Failure {@code orders.too-many-look-ups} (429) if too many orders were looked up by e-mail address from here in ten minutes (20
     *     unless the store sets otherwise)
     * @throws Failure {@code orders.illegal-transition} (409) if it is packed, cancelled or all refunded already
     * @throws Failure {@code orders.bad-cancel} (400) if the reason is longer than 200 characters
     * @throws Failure {@code inventory.no-active-location} (409) if the store has no place in use to which goods could go back
     */
    @PostMapping("/{number}/cancel")
    OrderDetails cancelOrder(
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
