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

/** What staff and warehouse programs do with orders. */
@RestController
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

    /** Everything about one order. */
    record StaffOrder(
            Order order,
            List<TimelineEntry> timeline,
            List<OrderReturn> returns,
            @Nullable Payment payment,
            List<LedgerEntry> ledger,
            List<OrderRefund> refunds) {}

    /** Where the parcel can be followed. */
    record TrackingForm(
            @Nullable String carrier,
            @Nullable String number,
            @Nullable String url) {
        Tracking tracking() {
            return new Tracking(carrier == null ? "" : carrier, number == null ? "" : number, url);
        }
    }

    /** A reason, or a note. */
    record TextForm(@Nullable String text) {
        String orEmpty() {
            return text == null ? "" : text;
        }
    }

    /** Whether what came back is also refunded. */
    record ReceiveForm(@Nullable Boolean refund) {}

    /** Amounts in minor units of the order's currency. */
    record RefundForm(
            @Nullable UUID id,
            @Nullable List<@Nullable LineForm> lines,
            @Nullable Long otherMinor,
            @Nullable String reason) {
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

    @GetMapping
    Page<OrderSummary> list(
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

    @GetMapping("/counts")
    Map<OrderState, Long> counts() {
        return orders.counts();
    }

    /** The same filters as the list; all pages, as CSV. */
    @GetMapping(path = "/export", produces = "text/csv")
    void export(
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

    @GetMapping("/{number}")
    ResponseEntity<StaffOrder> find(@PathVariable String number) {
        Order order = orders.require(number);
        return ResponseEntity.ok().eTag(ETags.of(order.version())).body(staffOrder(order));
    }

    @PostMapping("/{number}/pack")
    @Requires(OrdersPermissions.Names.ORDERS_WRITE)
    StaffOrder pack(@PathVariable String number) {
        return staffOrder(orders.pack(orders.require(number).id(), by()));
    }

    @PostMapping("/{number}/ship")
    @Requires(OrdersPermissions.Names.ORDERS_WRITE)
    StaffOrder ship(@PathVariable String number, @RequestBody TrackingForm form) {
        return staffOrder(orders.ship(orders.require(number).id(), form.tracking(), by()));
    }

    @PostMapping("/{number}/deliver")
    @Requires(OrdersPermissions.Names.ORDERS_WRITE)
    StaffOrder deliver(@PathVariable String number) {
        return staffOrder(orders.deliver(orders.require(number).id(), by()));
    }

    @PostMapping("/{number}/cancel")
    @Requires({OrdersPermissions.Names.ORDERS_WRITE, PaymentsPermissions.Names.PAYMENTS_REFUND})
    StaffOrder cancel(@PathVariable String number, @RequestBody TextForm form) {
        return staffOrder(orders.cancel(orders.require(number).id(), form.orEmpty(), by()));
    }

    @PostMapping("/{number}/notes")
    @Requires(OrdersPermissions.Names.ORDERS_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    List<TimelineEntry> note(@PathVariable String number, @RequestBody TextForm form) {
        UUID id = orders.require(number).id();
        orders.note(id, form.orEmpty(), by());
        return orders.timeline(id);
    }

    @PostMapping("/{number}/refunds")
    @Requires(PaymentsPermissions.Names.PAYMENTS_REFUND)
    StaffOrder refund(@PathVariable String number, @RequestBody RefundForm form) {
        Order order = orders.require(number);
        return staffOrder(orders.refund(order.id(), form.request(order), by()));
    }

    /** What has come back without being announced, or after the customer's time for it; then to be received or rejected. */
    @PostMapping("/{number}/returns")
    @Requires(OrdersPermissions.Names.ORDERS_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    OrderReturn announceReturn(@PathVariable String number, @RequestBody OrdersApi.ReturnForm form) {
        return orders.announceReturn(orders.require(number).id(), form.request(), by());
    }

    @PostMapping("/returns/{id}/receive")
    @Requires(OrdersPermissions.Names.ORDERS_WRITE)
    OrderReturn receive(@PathVariable UUID id, @RequestBody ReceiveForm form) {
        boolean refund = Boolean.TRUE.equals(form.refund());
        if (refund) {
            CurrentActor.require(PaymentsPermissions.PAYMENTS_REFUND);
        }
        return orders.receiveReturn(id, refund, by());
    }

    @PostMapping("/returns/{id}/reject")
    @Requires(OrdersPermissions.Names.ORDERS_WRITE)
    OrderReturn reject(@PathVariable UUID id, @RequestBody TextForm form) {
        return orders.rejectReturn(id, form.orEmpty(), by());
    }

    /**
     * Whom the invoice of an erased order was written to, which only the law keeps. A POST, so that who looks is in the audit
     * log.
     */
    @PostMapping("/{number}/kept-invoice")
    @Requires(CustomersPermissions.Names.PRIVACY_MANAGE)
    KeptInvoice keptInvoice(@PathVariable String number) {
        return orders.keptInvoice(orders.require(number).id())
                .orElseThrow(() -> Failure.notFound(
                        "orders.no-kept-invoice",
                        "Nothing is kept of this order's invoice: it was not erased, or the time for which the law keeps it"
                                + " is over."));
    }

    /** Erases what is personal of an order that a guest placed, at the guest's wish. */
    @PostMapping("/{number}/erasure")
    @Requires(CustomersPermissions.Names.PRIVACY_MANAGE)
    ErasureReport erase(@PathVariable String number) {
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
