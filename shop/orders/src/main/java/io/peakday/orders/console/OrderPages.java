package io.peakday.orders.console;

import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Labels;
import io.peakday.consolekit.Query;
import io.peakday.customers.CustomersPermissions;
import io.peakday.orders.Order;
import io.peakday.orders.OrderLine;
import io.peakday.orders.OrderRefund;
import io.peakday.orders.OrderReturn;
import io.peakday.orders.OrderState;
import io.peakday.orders.OrderSummary;
import io.peakday.orders.OrdersPermissions;
import io.peakday.orders.TimelineEntry;
import io.peakday.payments.LedgerEntry;
import io.peakday.payments.Payment;
import io.peakday.payments.PaymentsPermissions;
import io.peakday.pricing.Address;
import io.peakday.pricing.Totals;
import io.peakday.ui.Form;
import io.peakday.ui.Formats;
import io.peakday.web.Page;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the pages about orders show. */
public final class OrderPages {
    private OrderPages() {}

    /** A list. */
    public record ListPage(Frame frame, Query query, Page<OrderSummary> page, Map<OrderState, Long> counts) {}

    /** A line of the timeline, in words. */
    public record Event(String css, String title, Instant at, String actor, String detail) {
        static Event of(TimelineEntry entry) {
            OrderState to = entry.to();
            String title = to != null ? Labels.name(to) : title(entry.kind());
            String css = to == OrderState.CANCELLED ? "bad" : to != null ? "done" : "";
            return new Event(css, title, entry.at(), entry.actor(), entry.detail());
        }

        private static String title(String kind) {
            return switch (kind) {
                case "" -> "";
                case "claim" -> "Became a customer's";
                case "erasure" -> "Erased";
                default -> kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
            };
        }
    }

    /** Orders as a part of another page; {@code otherwise} is said where there are none. */
    public record Part(Frame frame, List<OrderSummary> orders, String otherwise) {}

    /**
     * One order.
     *
     * @param asked which action was refused just now, to be shown again with what was typed
     * @param requestId names the refund this page may ask for, so that sending it twice pays once
     */
    public record OrderPage(
            Frame frame,
            Order order,
            List<Event> timeline,
            List<OrderReturn> returns,
            @Nullable Payment payment,
            List<LedgerEntry> ledger,
            List<OrderRefund> refunds,
            Form form,
            String asked,
            UUID requestId) {
        public boolean canPack() {
            return may(OrderState.PACKED);
        }

        public boolean canShip() {
            return may(OrderState.SHIPPED);
        }

        public boolean canDeliver() {
            return may(OrderState.DELIVERED);
        }

        /** Whether something of it may have come back that nobody has announced. */
        public boolean canAnnounce() {
            boolean sent = order.tracking() != null || order.deliveredAt() != null;
            boolean open = switch (order.state()) {
                case SHIPPED, DELIVERED -> true;
                case REFUNDED -> sent;
                default -> false;
            };
            return open
                    && frame.may(OrdersPermissions.ORDERS_WRITE)
                    && order.lines().stream().anyMatch(line -> line.returned() < line.quantity());
        }

        public boolean canCancel() {
            return may(OrderState.CANCELLED) && frame.may(PaymentsPermissions.PAYMENTS_REFUND);
        }

        /** Only what payments has a record of can be refunded through it. */
        public boolean canRefund() {
            return frame.may(PaymentsPermissions.PAYMENTS_REFUND)
                    && payment != null
                    && order.state() != OrderState.PLACED
                    && order.state() != OrderState.CANCELLED
                    && order.refundable().minor() > 0;
        }

        public boolean canAct() {
            return canPack() || canShip() || canDeliver() || canCancel() || canRefund() || canAnnounce();
        }

        public boolean asking(String action) {
            return asked.equals(action);
        }

        public String title(int position) {
            return order.lines().stream()
                    .filter(line -> line.position() == position)
                    .map(OrderLine::title)
                    .findFirst()
                    .orElse("?");
        }

        public String rate(OrderLine line) {
            return new Totals.TaxPart(line.taxRate(), line.total(), line.tax()).label();
        }

        /** The tax in a refund: {@code 19 %: €3.99, 7 %: €0.65}. */
        public String taxes(OrderRefund refund) {
            return refund.taxes().stream()
                    .filter(part -> part.rate() > 0)
                    .map(part -> part.label() + ": " + Formats.money(part.tax()))
                    .collect(Collectors.joining(", "));
        }

        public String customerHref() {
            UUID customer = order.customerId();
            return customer != null && frame.may(CustomersPermissions.CUSTOMERS_READ)
                    ? "/console/customers/" + customer
                    : Query.of("/console/orders").with("q", order.email()).href();
        }

        public List<String> address() {
            return lines(order.shipTo());
        }

        /** Whom the invoice is written to; empty if it is who the goods go to, or nobody any more. */
        public List<String> billTo() {
            return order.erased() || order.billTo().equals(order.shipTo()) ? List.of() : lines(order.billTo());
        }

        private List<String> lines(Address to) {
            String country = Locale.of("", to.country()).getDisplayCountry(Locale.ENGLISH);
            if (order.erased()) {
                return List.of("Erased", country);
            }
            return Stream.of(
                            to.name(),
                            to.line1(),
                            to.line2(),
                            to.postalCode() + " " + to.city(),
                            to.region(),
                            country,
                            to.phone())
                    .filter(Objects::nonNull)
                    .toList();
        }

        private boolean may(OrderState next) {
            return frame.may(OrdersPermissions.ORDERS_WRITE) && order.state().mayBecome(next);
        }
    }
}
