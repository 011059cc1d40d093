package io.peakday.orders;

import io.peakday.customers.PersonalData;
import io.peakday.customers.Retained;
import io.peakday.payments.LedgerEntry;
import io.peakday.payments.Payment;
import io.peakday.payments.Payments;
import io.peakday.payments.Refund;
import io.peakday.web.Pages;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What orders and their payments keep about customers. */
final class OrderData {
    private static final int PAGE = 100;

    private OrderData() {}

    /** An order's timeline, as its owner may read it, with the notes that staff wrote. */
    record History(String number, List<TimelineEntry> timeline) {}

    /** What was sent back of an order. */
    record Returned(String number, List<OrderReturn> returns) {}

    /** How an order was paid. */
    record Paid(String number, Payment payment, List<LedgerEntry> ledger, List<Refund> refunds) {}

    static List<PersonalData> sections(Orders orders, Payments payments) {
        return List.of(
                new Erasing(orders),
                section(orders, "orderHistory", order -> new History(order.number(), orders.timeline(order.id()))),
                section(orders, "returns", order -> new Returned(order.number(), orders.returns(order.id()))),
                section(orders, "payments", order -> paid(order, payments)));
    }

    private static Object paid(Order order, Payments payments) {
        UUID id = order.paymentId();
        return id == null
                ? new History(order.number(), List.of())
                : payments.payment(id)
                        .<Object>map(
                                payment -> new Paid(order.number(), payment, payments.ledger(id), payments.refunds(id)))
                        .orElseGet(() -> new History(order.number(), List.of()));
    }

    private static Iterable<Order> all(Orders orders, UUID customer) {
        return Pages.all(
                after -> orders.list(OrderFilter.ofCustomer(customer), after, PAGE),
                summary -> orders.require(summary.id()));
    }

    private static PersonalData section(Orders orders, String name, Function<Order, Object> content) {
        return new OrderSection(orders, name, content);
    }

    /** A section that says something about each order. */
    private record OrderSection(Orders orders, String section, Function<Order, Object> content)
            implements PersonalData {
        @Override
        public Object of(UUID customerId) {
            return Pages.mapped(all(orders, customerId), content);
        }

        @Override
        public @Nullable Object ofOrder(UUID orderId) {
            return orders.find(orderId).map(content).orElse(null);
        }
    }

    /** The section of the orders themselves, which erases for all of them. */
    private record Erasing(Orders orders) implements PersonalData {
        @Override
        public String section() {
            return "orders";
        }

        @Override
        public Object of(UUID customerId) {
            return all(orders, customerId);
        }

        @Override
        public @Nullable Object ofOrder(UUID orderId) {
            return orders.find(orderId).orElse(null);
        }

        @Override
        public void erase(UUID customerId) {
            orders.forget(customerId);
        }

        @Override
        public void eraseOrder(UUID orderId) {
            orders.forgetOrder(orderId);
        }

        @Override
        public List<Retained> retained(UUID customerId) {
            return orders.retained(customerId);
        }

        @Override
        public List<Retained> retainedOfOrder(UUID orderId) {
            return orders.retainedOfOrder(orderId);
        }
    }
}
