package io.peakday.orders;

import io.peakday.customers.CustomersPermissions;
import io.peakday.customers.ErasureReport;
import io.peakday.customers.Erasures;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Requires;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Money;
import io.peakday.payments.LedgerEntry;
import io.peakday.payments.Payment;
import io.peakday.payments.Payments;
import io.peakday.payments.PaymentsPermissions;
import io.peakday.web.ETags;
import io.peakday.web.Page;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** Orders as staff and warehouse programs handle them: packed, shipped, delivered, cancelled, refunded, returned. */
@RestController
@Tag(name = "Orders for staff")
@RequestMapping("/api/v1/admin/orders")
@Requires(OrdersPermissions.Names.ORDERS_READ)
class OrdersAdminApi {
    private static final int PAGE = 50;
    private static final int MAX_PAGE = 500;

    private final Orders orders;
    private final Payments payments;
    private final Erasures erasures;

    OrdersAdminApi(Orders orders, Payments payments, Erasures erasures) {
        this.orders = orders;
        this.payments = payments;
        this.erasures = erasures;
    }

    /**
     * Everything about one order.
     *
     * @param order the order as it stands
     * @param timeline what happened to it, oldest first, with what is for staff only
     * @param returns what was asked to be returned, oldest first
     * @param payment how it was paid; null where there is no record of that (imported history)
     * @param ledger what moved of its payment and what the provider said, oldest first
     * @param refunds all refunds, oldest first, also those under way and those that the payment provider refused
     */
    record StaffOrder(
            Order order,
            List<TimelineEntry> timeline,
            List<OrderReturn> returns,
            @Nullable Payment payment,
            List<LedgerEntry> ledger,
            List<OrderRefund> refunds) {}

    /**
     * Where the parcel can be followed.
     *
     * @param carrier the carrier's name, 1 to 60 characters; required
     * @param number the parcel's number, 1 to 60 characters; required
     * @param url the carrier's page about it, an https address of up to 500 characters; may be absent
     */
    record TrackingForm(
            @Nullable String carrier,
            @Nullable String number,
            @Nullable String url) {
        Tracking tracking() {
            return new Tracking(carrier == null ? "" : carrier, number == null ? "" : number, url);
        }
    }

    /**
     * A reason, or a note.
     *
     * @param text 1 to 2,000 characters, as a reason no more than 200; required
     */
    record TextForm(@Nullable String text) {
        String orEmpty() {
            return text == null ? "" : text;
        }
    }

    /**
     * Whether what came back is also refunded.
     *
     * @param refund true refunds the value of what came back, as far as it was not refunded before; not if it is absent
     */
    record ReceiveForm(@Nullable Boolean refund) {}

    /**
     * What is to be refunded; amounts are gross, in minor units of the order's currency.
     *
     * @param id made by the caller, a UUID of its own for each refund; the same id never refunds twice. Required
     * @param lines how much of which lines, up to 100, each at most once; may be absent where {@code otherMinor} is there
     * @param otherMinor an amount that belongs to no line (shipping, goodwill), above zero; may be absent where there are lines
     * @param reason for the customer's mail, 1 to 200 characters; required
     */
    record RefundForm(
            @Nullable UUID id,
            @Nullable List<@Nullable LineForm> lines,
            @Nullable Long otherMinor,
            @Nullable String reason) {
        /**
         * So much of a line.
         *
         * @param position the line's position in the order, from 1; required
         * @param amountMinor the amount, above zero; required
         */
        record LineForm(
                @Nullable Integer position, @Nullable Long amountMinor) {}

        RefundRequest request(Order order) {
            new Checks()
                    .require(id != null, "id", "required", "id is required.")
                    .orThrow("orders.bad-refund", "This refund cannot be made.");
            if (id == null) {
                throw new IllegalStateException("checked above");
            }
            var currency = order.refunded().currency();
            List<RefundRequest.Line> asked = new ArrayList<>();
            for (LineForm line : lines == null ? List.<LineForm>of() : lines) {
                Integer position = line == null ? null : line.position();
                Long amount = line == null ? null : line.amountMinor();
                asked.add(new RefundRequest.Line(
                        position == null ? 0 : position, new Money(amount == null ? 0 : amount, currency)));
            }
            return new RefundRequest(
                    id,
                    asked,
                    otherMinor == null ? null : new Money(otherMinor, currency),
                    reason == null ? "" : reason);
        }
    }

    /**
     * Lists orders, newest first.
     *
     * @param state only orders in this state
     * @param q an order's number, or the beginning of an e-mail address
     * @param from only orders placed at this time or later, ISO 8601 with a time zone
     * @param to only orders placed before this time, ISO 8601 with a time zone
     * @param limit orders a page, 1 to 500; 50 if it is absent
     * @return a page of orders
     */
    @GetMapping
    Page<OrderSummary> listOrdersForStaff(
            @RequestParam(required = false) @Nullable OrderState state,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return orders.list(filter(state, q, from, to), cursor, Page.limit(limit, PAGE, MAX_PAGE));
    }

    private static OrderFilter filter(
            @Nullable OrderState state, @Nullable String text, @Nullable Instant from, @Nullable Instant to) {
        return OrderFilter.ALL.withState(state).withText(text).placedBetween(from, to);
    }

    /**
     * Counts the orders in each state.
     *
     * @return how many there are, by state; states without orders are absent
     */
    @GetMapping("/counts")
    Map<OrderState, Long> countOrders() {
        return orders.counts();
    }

    /**
     * Exports orders as CSV, newest first, all of them at once.
     *
     * <p>The first line names the columns: {@code number}, {@code placed_at}, {@code state}, {@code email}, {@code name}, {@code country},
     * {@code items} (units), {@code currency}, {@code total}, {@code refunded} and {@code tax}; amounts are decimal, such as 12.50. The
     * filters are those of the list.
     *
     * @param state only orders in this state
     * @param q an order's number, or the beginning of an e-mail address
     * @param from only orders placed at this time or later, ISO 8601 with a time zone
     * @param to only orders placed before this time, ISO 8601 with a time zone
     */
    @GetMapping(path = "/export", produces = "text/csv")
    void exportOrders(
            @RequestParam(required = false) @Nullable OrderState state,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            HttpServletResponse response)
            throws IOException {
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Content-Disposition", "attachment; filename=\"orders.csv\"");
        orders.exportCsv(filter(state, q, from, to), response.getWriter());
    }

    /**
     * Gets everything about an order.
     *
     * <p>The {@code ETag} is the order's version.
     *
     * @param number the order's number, however it is typed: in any case, with or without hyphens and spaces
     * @return the order
     * @throws Failure {@code orders.not-found} (404) if there is no such order
     */
    @GetMapping("/{number}")
    ResponseEntity<StaffOrder> getOrderForStaff(@PathVariable String number) {
        Order order = orders.require(number);
        return ResponseEntity.ok().eTag(ETags.of(order.version())).body(staffOrder(order));
    }

    /**
     * Marks a paid order as packed.
     *
     * <p>The event {@code order.packed} follows. From now on the customer cannot cancel it.
     *
     * @param number the order's number, however it is typed: in any case, with or without hyphens and spaces
     * @return the order
     * @throws Failure {@code orders.not-found} (404) if there is no such order
     * @throws Failure {@code orders.illegal-transition} (409) if the order is not {@code PAID}
     */
    @PostMapping("/{number}/pack")
    @Requires(OrdersPermissions.Names.ORDERS_WRITE)
    StaffOrder packOrder(@PathVariable String number) {
        return staffOrder(orders.pack(orders.require(number).id(), by()));
    }

    /**
     * Marks a packed order as shipped, with where its parcel can be followed.
     *
     * <p>The event {@code order.shipped} follows, and a mail to the customer.
     *
     * @param number the order's number, however it is typed: in any case, with or without hyphens and spaces
     * @param form where the parcel can be followed
     * @return the order
     * @throws Failure {@code orders.not-found} (404) if there is no such order
     * @throws Failure {@code orders.bad-tracking} (400) if something is missing or too long, or the address is not https
     * @throws Failure {@code orders.illegal-transition} (409) if the order is not {@code PACKED}
     */
    @PostMapping("/{number}/ship")
    @Requires(OrdersPermissions.Names.ORDERS_WRITE)
    StaffOrder shipOrder(@PathVariable String number, @RequestBody TrackingForm form) {
        return staffOrder(orders.ship(orders.require(number).id(), form.tracking(), by()));
    }

    /**
     * Marks a shipped order as delivered.
     *
     * <p>The event {@code order.delivered} follows. The time in which the customer may ask for a return begins now.
     *
     * @param number the order's number, however it is typed: in any case, with or without hyphens and spaces
     * @return the order
     * @throws Failure {@code orders.not-found} (404) if there is no such order
     * @throws Failure {@code orders.illegal-transition} (409) if the order is not {@code SHIPPED}
     */
    @PostMapping("/{number}/deliver")
    @Requires(OrdersPermissions.Names.ORDERS_WRITE)
    StaffOrder deliverOrder(@PathVariable String number) {
        return staffOrder(orders.deliver(orders.require(number).id(), by()));
    }

    /**
     * Cancels an order that was not shipped yet.
     *
     * <p>The goods go back into stock, and what was paid is refunded; while the payment provider has not answered, that refund is
     * {@code PENDING}. The event {@code order.cancelled} follows, and {@code order.refunded} once the money is refunded.
     *
     * @param number the order's number, however it is typed: in any case, with or without hyphens and spaces
     * @param form the reason, for the customer's mail and the timeline
     * @return the order
     * @throws Failure {@code orders.not-found} (404) if there is no such order
     * @throws Failure {@code orders.bad-cancel} (400) if the reason is missing, or longer than 200 characters
     * @throws Failure {@code orders.illegal-transition} (409) if the order was shipped or cancelled already, or all of it was refunded
     * @throws Failure {@code inventory.no-active-location} (409) if the store has no place in use to which goods could go back
     */
    @PostMapping("/{number}/cancel")
    @Requires({OrdersPermissions.Names.ORDERS_WRITE, PaymentsPermissions.Names.PAYMENTS_REFUND})
    StaffOrder cancelOrderForStaff(@PathVariable String number, @RequestBody TextForm form) {
        return staffOrder(orders.cancel(orders.require(number).id(), form.orEmpty(), by()));
    }

    /**
     * Adds a note to an order, which only staff can read.
     *
     * @param number the order's number, however it is typed: in any case, with or without hyphens and spaces
     * @param form the note
     * @return the order's timeline, oldest first, with the note
     * @throws Failure {@code orders.not-found} (404) if there is no such order
     * @throws Failure {@code orders.bad-note} (400) if the note is missing, or longer than 2,000 characters
     */
    @PostMapping("/{number}/notes")
    @Requires(OrdersPermissions.Names.ORDERS_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    List<TimelineEntry> addOrderNote(@PathVariable String number, @RequestBody TextForm form) {
        UUID id = orders.require(number).id();
        orders.note(id, form.orEmpty(), by());
        return orders.timeline(id);
    }

    /**
     * Refunds money of an order, of its lines or otherwise.
     *
     * <p>It moves no goods. A second request with the same id refunds nothing more and answers the order as it is. While the payment provider
     * has not answered, the refund is {@code PENDING}, and it is asked again; a refund that it refuses is {@code REFUSED}. The event
     * {@code order.refunded} follows once the money is refunded.
     *
     * @param number the order's number, however it is typed: in any case, with or without hyphens and spaces
     * @param form what is to be refunded
     * @return the order
     * @throws Failure {@code orders.not-found} (404) if there is no such order
     * @throws Failure {@code orders.bad-refund} (400) if something is missing or too long, an amount is not above zero, a line is named twice,
     *     or nothing is to be refunded
     * @throws Failure {@code orders.no-line} (400) if the order has no line at a position that is named
     * @throws Failure {@code orders.not-paid} (409) if the order is not paid yet
     * @throws Failure {@code orders.refund-too-large} (409) if it is more than what was paid, of a line or of the whole, and is neither refunded
     *     nor about to be
     * @throws Failure {@code orders.key-reused} (409) if the id belongs to a refund of another order
     * @throws Failure {@code payments.key-reused} (409) if the id belongs to a refund of another payment
     */
    @PostMapping("/{number}/refunds")
    @Requires(PaymentsPermissions.Names.PAYMENTS_REFUND)
    StaffOrder refundOrder(@PathVariable String number, @RequestBody RefundForm form) {
        Order order = orders.require(number);
        return staffOrder(orders.refund(order.id(), form.request(order), by()));
    }

    /**
     * Announces goods that have come back, so that they can be received or rejected.
     *
     * <p>For goods of any order that was sent: also those that the customer did not announce, those that come after the customer's time for it,
     * and those whose money was refunded before.
     *
     * @param number the order's number, however it is typed: in any case, with or without hyphens and spaces
     * @param form what has come back
     * @return the return; the first one with this id, where it was announced before
     * @throws Failure {@code orders.not-found} (404) if there is no such order
     * @throws Failure {@code orders.bad-return} (400) if something is missing or too long, a quantity is below 1, or a line is named twice
     * @throws Failure {@code orders.no-line} (400) if the order has no line at a position that is named
     * @throws Failure {@code orders.key-reused} (409) if the id belongs to a return of another order
     * @throws Failure {@code orders.not-returnable} (409) if the order was not sent, or not so many units can still come back
     */
    @PostMapping("/{number}/returns")
    @Requires(OrdersPermissions.Names.ORDERS_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    OrderReturn announceReturn(@PathVariable String number, @RequestBody OrdersApi.ReturnForm form) {
        return orders.announceReturn(orders.require(number).id(), form.request(), by());
    }

    /**
     * Receives the goods of a return, and refunds their value if asked to.
     *
     * <p>The goods go back into stock, and the event {@code order.returned} follows; an order of which everything came back is
     * {@code RETURNED}. It happens once: repeating it answers the return as it is. To refund, the permission {@code PAYMENTS_REFUND} is needed
     * as well.
     *
     * @param id the return's id
     * @param form whether to refund
     * @return the return
     * @throws Failure {@code orders.no-return} (404) if there is no such return
     * @throws Failure {@code orders.return-ended} (409) if it was rejected, or received without the refund that is asked for now
     * @throws Failure {@code identity.forbidden} (403) if a refund is asked for without the permission for it
     * @throws Failure {@code inventory.no-active-location} (409) if the store has no place in use to which goods could go back
     */
    @PostMapping("/returns/{id}/receive")
    @Requires(OrdersPermissions.Names.ORDERS_WRITE)
    OrderReturn receiveReturn(@PathVariable UUID id, @RequestBody ReceiveForm form) {
        boolean refund = Boolean.TRUE.equals(form.refund());
        if (refund) {
            CurrentActor.require(PaymentsPermissions.PAYMENTS_REFUND);
        }
        return orders.receiveReturn(id, refund, by());
    }

    /**
     * Rejects a return.
     *
     * <p>Repeating it answers the return as it is.
     *
     * @param id the return's id
     * @param form the reason, which the customer can read
     * @return the return
     * @throws Failure {@code orders.no-return} (404) if there is no such return
     * @throws Failure {@code orders.bad-reject} (400) if the reason is missing, or longer than 200 characters
     * @throws Failure {@code orders.return-ended} (409) if the goods were received already
     */
    @PostMapping("/returns/{id}/reject")
    @Requires(OrdersPermissions.Names.ORDERS_WRITE)
    OrderReturn rejectReturn(@PathVariable UUID id, @RequestBody TextForm form) {
        return orders.rejectReturn(id, form.orEmpty(), by());
    }

    /**
     * Gets whom the invoice of an erased order was written to.
     *
     * <p>Only the law keeps it. It is a POST, so that who looks is in the audit log.
     *
     * @param number the order's number, however it is typed: in any case, with or without hyphens and spaces
     * @return the recipient of the invoice
     * @throws Failure {@code orders.not-found} (404) if there is no such order
     * @throws Failure {@code orders.no-kept-invoice} (404) if the order was not erased, or the time for which the law keeps it is over
     */
    @PostMapping("/{number}/kept-invoice")
    @Requires(CustomersPermissions.Names.PRIVACY_MANAGE)
    KeptInvoice getKeptInvoice(@PathVariable String number) {
        return orders.keptInvoice(orders.require(number).id())
                .orElseThrow(() -> Failure.notFound(
                        "orders.no-kept-invoice",
                        "Nothing is kept of this order's invoice: it was not erased, or the time for which the law keeps it"
                                + " is over."));
    }

    /**
     * Erases what is personal of an order that a guest placed, at the guest's wish.
     *
     * <p>Of an order under way it is erased when that has ended. What the law keeps is kept apart; the report names it.
     *
     * @param number the order's number, however it is typed: in any case, with or without hyphens and spaces
     * @return what was erased, and what is kept all the same
     * @throws Failure {@code orders.not-found} (404) if there is no such order
     * @throws Failure {@code orders.has-customer} (409) if the order belongs to a customer, who is to be erased instead
     */
    @PostMapping("/{number}/erasure")
    @Requires(CustomersPermissions.Names.PRIVACY_MANAGE)
    ErasureReport eraseGuestOrder(@PathVariable String number) {
        return erasures.order(orders.requireOfGuest(number).id());
    }

    private StaffOrder staffOrder(Order order) {
        UUID paymentId = order.paymentId();
        return new StaffOrder(
                order,
                orders.timeline(order.id()),
                orders.returns(order.id()),
                paymentId == null
                        ? null
                        : payments.payment(paymentId)
                                .map(Payment::withoutSecrets)
                                .orElse(null),
                paymentId == null ? List.of() : payments.ledger(paymentId),
                orders.refunds(order));
    }

    private static PerformedBy by() {
        return PerformedBy.of(CurrentActor.get());
    }
}
